#pragma once

#include "result.h"

#include <QFuture>
#include <QString>

#include <functional>

/// How a screen makes a poster of the shop's page. A value; main thread.
struct PosterMaker {
    std::function<Result<QString>()> address; ///< As pageAddress().
    std::function<QFuture<Result<QString>>()> make; ///< Gives the file.
};
