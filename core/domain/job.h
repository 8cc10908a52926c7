#pragma once

#include <QString>

#include <chrono>

/// A claimed piece of durable work. `attempts` is the fencing token: whoever holds an older one
/// changes nothing.
struct Job {
    qint64 id = 0;
    QString kind;
    qint64 subject = 0; ///< Id of what it is about; never personal data.
    int attempts = 0;
    std::chrono::microseconds waited {0}; ///< From being due to being claimed.
    bool operator==(const Job &) const = default;
};
