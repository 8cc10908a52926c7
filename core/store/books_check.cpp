#include "books_check.h"

#include "database_run.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

QFuture<Result<QStringList>> BooksCheck::run(Database &database, Database *helper)
{
    const std::shared_ptr<BooksCheck> check(new BooksCheck(database, helper));
    return check->begin();
}

BooksCheck::BooksCheck(Database &database, Database *helper)
    : m_database(database)
    , m_helper(helper)
{
}

BooksCheck::Pieces BooksCheck::readPlan(Sql &sql)
{
    Pieces pieces;
    for (const SqlRow &row : sql.many(u"audit_plan"_s))
        pieces.push_back({.part = row.text(0),
                          .till = row.uuid(1),
                          .first = row.integer(2),
                          .last = row.integer(3)});
    return pieces;
}

BooksCheck::Findings BooksCheck::readPiece(Sql &sql, const Piece &piece)
{
    Findings findings;
    const SqlValue till = piece.till.isNull() ? SqlValue(nullptr) : SqlValue(piece.till);
    for (const SqlRow &row :
         sql.many(u"audit_piece"_s, {piece.part, till, piece.first, piece.last}))
        findings.push_back({.topic = static_cast<int>(row.integer(0)),
                            .till = row.uuid(1),
                            .subject = row.integer(2),
                            .sentence = row.text(3),
                            .bad = row.integer(4)});
    return findings;
}

// In the lane of uploads, so that short questions on the same connection come in between.
QFuture<Result<QStringList>> BooksCheck::begin()
{
    m_promise.start();
    QFuture<Result<QStringList>> future = m_promise.future();
    m_database.run(readPlan, Database::Repeat::Safe, Database::Lane::Uploads)
        .then(QtFuture::Launch::Sync,
              [self = shared_from_this()](const Result<Pieces> &plan) { self->share(plan); });
    return future;
}

void BooksCheck::share(const Result<Pieces> &plan)
{
    if (!plan)
        return end(plan.error());
    {
        const std::lock_guard lock(m_mutex);
        m_pieces = *plan;
    }
    if (m_helper)
        workOn(*m_helper);
    workOn(m_database);
}

void BooksCheck::workOn(Database &database)
{
    Piece piece;
    {
        const std::lock_guard lock(m_mutex);
        if (m_ended || m_next == m_pieces.size())
            return;
        piece = m_pieces[m_next++];
    }
    database
        .run([piece](Sql &sql) { return readPiece(sql, piece); }, Database::Repeat::Safe,
             Database::Lane::Uploads)
        .then(QtFuture::Launch::Sync,
              [self = shared_from_this(), &database](const Result<Findings> &findings) {
                  self->take(database, findings);
              });
}

void BooksCheck::take(Database &database, const Result<Findings> &findings)
{
    if (!findings)
        return end(findings.error());
    bool last = false;
    {
        const std::lock_guard lock(m_mutex);
        m_findings.insert(m_findings.end(), findings->begin(), findings->end());
        last = ++m_done == m_pieces.size();
    }
    if (last)
        return end(sentencesOf(m_findings));
    workOn(database);
}

void BooksCheck::end(const Result<QStringList> &outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_ended, true))
            return;
    }
    m_promise.addResult(outcome);
    m_promise.finish();
}

QStringList BooksCheck::sentencesOf(const std::vector<Finding> &findings)
{
    std::map<std::pair<int, QUuid>, Finding> firsts;
    for (const Finding &finding : findings) {
        const auto [place, fresh] = firsts.try_emplace({finding.topic, finding.till}, finding);
        Finding &first = place->second;
        if (fresh)
            continue;
        const qint64 bad = first.bad + finding.bad;
        if (finding.subject < first.subject)
            first = finding;
        first.bad = bad;
    }
    std::vector<Finding> sorted;
    sorted.reserve(firsts.size());
    for (const auto &[key, first] : firsts)
        sorted.push_back(first);
    std::ranges::stable_sort(sorted, {}, [](const Finding &finding) {
        return std::tie(finding.topic, finding.subject, finding.sentence);
    });
    QStringList sentences;
    for (const Finding &first : sorted) {
        const QString whose = first.till.isNull() ? u""_s : u" of this till"_s;
        sentences.append(
            first.bad > 1
                ? u"%1 (and %2 more%3)"_s.arg(first.sentence).arg(first.bad - 1).arg(whose)
                : first.sentence);
    }
    return sentences;
}
