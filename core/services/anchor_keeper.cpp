#include "anchor_keeper.h"

#include "audit_store.h"
#include "business_day.h"
#include "when_done.h"

#include <QLoggingCategory>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logAnchors, "bakehouse.anchors")

namespace {
constexpr int lookMs = 60'000;
}

AnchorKeeper::AnchorKeeper(AuditStore &audit, const Clock &clock, AnchorBook book, Day day,
                           QObject *parent)
    : QObject(parent)
    , m_audit(audit)
    , m_clock(clock)
    , m_book(std::move(book))
    , m_day(std::move(day))
{
    connect(&m_timer, &QTimer::timeout, this, &AnchorKeeper::look);
}

void AnchorKeeper::start()
{
    m_timer.start(lookMs);
    look();
}

void AnchorKeeper::look()
{
    const QDate today = businessDay(m_clock.now(), m_day.zone, m_day.start);
    if (m_busy || today == m_notedOn)
        return;
    m_busy = true;
    whenDone(m_audit.heads(), this, [this, today](const Result<std::vector<TillHead>> &heads) {
        if (heads)
            return note(*heads, today);
        m_busy = false;
        tell(heads.error());
    });
}

void AnchorKeeper::note(const std::vector<TillHead> &heads, QDate today)
{
    const QString occasion = m_notedOn.isValid()
        ? u"the end of %1"_s.arg(m_notedOn.toString(Qt::ISODate))
        : u"a start on %1"_s.arg(today.toString(Qt::ISODate));
    const auto write = [book = m_book, heads, occasion, at = m_clock.now()] {
        return book.note(heads, occasion, at);
    };
    whenDone(QtConcurrent::run(write), this, [this, today, occasion](const Result<void> &written) {
        m_busy = false;
        if (!written)
            return tell(written.error());
        m_notedOn = today;
        m_told = false;
        emit noted(occasion);
    });
}

void AnchorKeeper::tell(const Error &error)
{
    if (!std::exchange(m_told, true))
        qCWarning(logAnchors, "the heads of the chains are not noted: %s",
                  qUtf8Printable(describe(error)));
}
