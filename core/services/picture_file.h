#pragma once

#include "picture.h"
#include "result.h"

/// Makes of a file with a PNG, JPEG or WebP picture what is kept of it: its middle as a square of
/// at most 276 pixels, turned as the camera was held, encoded anew, so that nothing but the picture
/// is left of the file. Takes a while; any thread. Errors: Invalid/BadField, field = "size" (more
/// than 16 MiB, or than 8,192 pixels a side, or than 64 MiB unpacked) or "picture" (damaged, or of
/// another kind).
Result<Picture> readyPicture(const QByteArray &file);
