#pragma once

#include <QtGlobal>

/// A division with the rest that is left over; the rest has the sign of the dividend.
struct Division {
    qint64 quotient = 0;
    qint64 remainder = 0;
};

/// @p value × @p factor ÷ @p divisor (> 0), cut towards zero, through a product of 128 bits. A
/// quotient beyond 64 bits becomes the nearest limit with remainder 0. The one place that needs a
/// wide type.
Division multiplyDivide(qint64 value, qint64 factor, qint64 divisor);
