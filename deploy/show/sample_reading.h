// A small reading that has a little of everything, for the tests of the views.

#ifndef ONRECORD_DEPLOY_SHOW_SAMPLE_READING_H_
#define ONRECORD_DEPLOY_SHOW_SAMPLE_READING_H_

#include "deploy/show/reading.h"

namespace onrecord::show {

// One sentence with one position, whose content is discontinuous and holds the trigger of one
// event.
Reading SampleReading();

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_SAMPLE_READING_H_
