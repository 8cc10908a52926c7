#pragma once

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

/// What tells a scanner from hands.
struct ScanTiming {
    int gapMs = 35; ///< Characters of a scan follow each other faster than this.
    int minimumLength = 4; ///< Shorter bursts are hands.
    QString prefix; ///< Sent by the scanner before each code; empty = none.
    bool operator==(const ScanTiming &) const = default;
};

/// Where a first character may go at once, because what it did can be taken back when it turns out
/// to belong to a scan.
struct ScanUndo {
    std::function<bool(QObject *focus, QChar letter)> allows;
    std::function<void()> remember; ///< Before the first character.
    std::function<void()> restore;
};

/// Recognises a scanner that types like a keyboard, for the whole application, whatever has the
/// focus: at least four characters with gaps below 35 ms, ended by Enter or Tab, or behind a set
/// prefix. A scan never stays in a field: characters are held back until it is clear that they are
/// typed by hand, and then arrive in order. Install on the application; owned by the window; main
/// thread.
class ScanFilter final : public QObject
{
    Q_OBJECT
public:
    /// @p clockMs counts milliseconds; driven by hand in tests.
    explicit ScanFilter(QObject *parent = nullptr, std::function<qint64()> clockMs = {});
    ~ScanFilter() override;

    void setTiming(const ScanTiming &timing) { m_timing = timing; }
    void setUndo(ScanUndo undo) { m_undo = std::move(undo); }

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// Without prefix and end; as long as the scanner sent.
    void scanned(const QString &code);

private:
    struct Held {
        QPointer<QObject> target;
        std::unique_ptr<QKeyEvent> event;
    };

    bool pressed(QObject *watched, QKeyEvent &event);
    bool character(QObject *watched, QKeyEvent &event, qint64 at);
    bool terminator(qint64 at);
    bool released(const QKeyEvent &event);
    bool isPassingOn(QObject *watched, const QKeyEvent &event);
    bool follows(qint64 at) const;
    bool isScan() const;
    qint64 timeOf(const QKeyEvent &event) const;
    void hold(QObject *watched, const QKeyEvent &event);
    void deliverHeld();
    void forget();

    ScanTiming m_timing;
    ScanUndo m_undo;
    std::function<qint64()> m_clockMs;
    QElapsedTimer m_timer;
    QTimer m_patience; ///< After it what is held was typed by hand.
    QString m_burst;
    std::vector<Held> m_held;
    std::vector<int> m_swallowed; ///< Keys whose release is not passed on either.
    qint64 m_lastAt = 0;
    bool m_undoable = false; ///< The first character went through.
    const QKeyEvent *m_passing = nullptr; ///< On its way through the widgets; only compared.
    QPointer<QObject> m_passedBy; ///< Whom it came to last.
    bool m_delivering = false;
};
