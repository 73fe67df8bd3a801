#include "ingest-service/analysis/place_relation.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

const Place kIraq = {{}, "Iraq", "IQ", 33, 44};
const Place kAnbar = {{}, "Anbar", "IQ", 33, 41.5};
const Place kFallujah = {{}, "Fallujah", "IQ", 33.35, 43.79};
const Place kMosul = {{}, "Mosul", "IQ", 36.34, 43.12};
const Place kKyiv = {{}, "Kyiv", "UA", 50.45, 30.52};
const Place kDonbas = {{}, "Donbas", "UA", 48.3, 38};
const Place kSquare = {{}, "the square", "", {}, {}};

TEST(LiesInTest, CitiesLieInRegionAndCountry) {
  EXPECT_TRUE(LiesIn(kFallujah, kAnbar));
  EXPECT_TRUE(LiesIn(kFallujah, kIraq));
  EXPECT_TRUE(LiesIn(kAnbar, kIraq));
}

TEST(LiesInTest, NothingLiesInWhatIsSmallerOrElsewhere) {
  EXPECT_FALSE(LiesIn(kIraq, kFallujah));
  EXPECT_FALSE(LiesIn(kMosul, kAnbar));
  EXPECT_FALSE(LiesIn(kKyiv, kIraq));
  EXPECT_FALSE(LiesIn(kKyiv, kDonbas));
  EXPECT_FALSE(LiesIn(kMosul, kMosul));
  EXPECT_FALSE(LiesIn(kSquare, kIraq));
}

TEST(AreApartTest, CitiesOfOneCountryAre) {
  EXPECT_TRUE(AreApart(kMosul, kFallujah));
  EXPECT_TRUE(AreApart(kMosul, kAnbar));
}

TEST(AreApartTest, PlacesOfOtherCountriesAre) { EXPECT_TRUE(AreApart(kMosul, kKyiv)); }

TEST(AreApartTest, WhatContainsTheOtherIsNot) {
  EXPECT_FALSE(AreApart(kFallujah, kAnbar));
  EXPECT_FALSE(AreApart(kIraq, kMosul));
  EXPECT_FALSE(AreApart(kMosul, kMosul));
}

TEST(AreApartTest, UnknownPlacesAreNot) {
  EXPECT_FALSE(AreApart(kSquare, kMosul));
  EXPECT_FALSE(AreApart(kMosul, kSquare));
}

}  // namespace
}  // namespace onrecord::ingest
