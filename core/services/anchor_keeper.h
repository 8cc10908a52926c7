#pragma once

#include "anchor_book.h"
#include "clock.h"

#include <QObject>
#include <QTime>
#include <QTimeZone>
#include <QTimer>

class AuditStore;

/// Notes in the book of anchors how far the tills' chains are: at the start of the program, and
/// when a business day has ended. What fails is tried again a minute later. Lives on the main
/// thread, reads and writes on others; owned by the shop that owns its data directory.
class AnchorKeeper final : public QObject
{
    Q_OBJECT
public:
    /// What a business day is; a value.
    struct Day {
        QTimeZone zone;
        QTime start;
    };
    AnchorKeeper(AuditStore &audit, const Clock &clock, AnchorBook book, Day day,
                 QObject *parent = nullptr);

    void start();
    /// Notes the heads if a day has ended since they were noted last.
    void look();

signals:
    void noted(const QString &occasion);

private:
    void note(const std::vector<TillHead> &heads, QDate today);
    void tell(const Error &error);

    AuditStore &m_audit;
    const Clock &m_clock;
    const AnchorBook m_book;
    const Day m_day;
    QTimer m_timer;
    QDate m_notedOn; ///< Business day of the last note; invalid before the first.
    bool m_busy = false;
    bool m_told = false; ///< Of the trouble that lasts.
};
