#pragma once

#include <QByteArrayView>

#include <span>
#include <variant>

/// A value that a log line says beside its message.
struct LogField {
    const char *name;
    std::variant<QByteArrayView, qint64> value;
};

/// What log lines are about: while one lives, each line that its thread logs carries the id of the
/// request, and the fields. The innermost counts. Lives on the stack of one thread.
class LogScope
{
public:
    /// @p requestId and @p fields outlive it; an empty id is none.
    explicit LogScope(QByteArrayView requestId, std::span<const LogField> fields = {});
    ~LogScope();
    Q_DISABLE_COPY_MOVE(LogScope)

    QByteArrayView requestId() const { return m_requestId; }
    std::span<const LogField> fields() const { return m_fields; }
    /// The innermost of this thread, or null.
    static const LogScope *current();

private:
    const QByteArrayView m_requestId;
    const std::span<const LogField> m_fields;
    const LogScope *const m_outer;
};
