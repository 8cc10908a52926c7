#pragma once

#include "error.h"

/// What kept a setting, a file or the first answers from being taken over, and what to do.
QString troubleWords(const Error &error);
/// The same of HTTPS: which setting keeps it from being served, and what to do.
QString httpsTroubleWords(const Error &error);
