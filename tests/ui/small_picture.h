#pragma once

#include <QImage>

/// @p picture with a palette of at most 64 colours, the commonest that can be told apart: a quarter
/// of the file, and hardly a difference in a picture of flat faces and text.
QImage smallPicture(const QImage &picture);
