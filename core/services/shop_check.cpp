#include "shop_check.h"

#include "anchor_book.h"
#include "audit_store.h"
#include "chain_check.h"
#include "data_directory.h"
#include "page_check.h"
#include "waited.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

ShopCheck::ShopCheck(Parts parts)
    : m_parts(std::move(parts))
{
}

QFuture<Result<CheckReport>> ShopCheck::start(const Parts &parts)
{
    return QtConcurrent::run([parts] { return ShopCheck(parts).run(); });
}

// The journals are read while the database recomputes its books.
Result<CheckReport> ShopCheck::run()
{
    QElapsedTimer since;
    since.start();
    CheckReport report;
    const QFuture<Result<QStringList>> books = m_parts.audit.verify();
    std::vector<ChainAnchor> anchors = m_parts.anchors;
    const AnchorBook book(m_parts.directory.file(QLatin1StringView(AnchorBook::fileName)));
    if (const Result<std::vector<ChainAnchor>> noted = book.read())
        anchors.insert(anchors.end(), noted->begin(), noted->end());
    else
        report.findings.append(u"anchors of the chains: "_s + describe(noted.error()));
    ChainCheck chains(m_parts.audit, m_parts.directory, std::move(anchors));
    const Result<void> compared = chains.run();
    const Result<QStringList> faults = waited(books);
    if (!faults || !compared)
        return faults ? compared.error() : faults.error();
    report.findings = *faults + chains.findings + report.findings;
    report.notChecked = chains.notChecked;
    report.journals = chains.journals;
    report.anchors = chains.anchorsSeen;
    checkChecksums(report);
    checkPagesOf(report);
    const Result<DatabaseStatus> counts = waited(m_parts.audit.status());
    if (!counts)
        return counts.error();
    report.receipts = counts->receipts;
    report.orders = counts->orders;
    report.milliseconds = since.elapsed();
    return report;
}

void ShopCheck::checkChecksums(CheckReport &report) const
{
    const Result<Checksums> checksums = waited(m_parts.audit.checksums());
    if (!checksums)
        report.notChecked.append(u"checksums: "_s + describe(checksums.error()));
    else if (!checksums->kept)
        report.notChecked.append(u"checksums: the server keeps none"_s);
    else if (checksums->failures > 0)
        report.findings.append(u"the server read %1 pages that did not fit their checksums"_s.arg(
            checksums->failures));
}

void ShopCheck::checkPagesOf(CheckReport &report) const
{
    if (!m_parts.address)
        return;
    const Result<ServerBinaries> binaries = ServerBinaries::find(m_parts.binaries, 0);
    const Result<QStringList> pages =
        binaries ? checkPages(*m_parts.address, *binaries) : Result<QStringList>(binaries.error());
    if (pages)
        report.findings += *pages;
    else
        report.notChecked.append(u"pages of the database: "_s + describe(pages.error()));
}
