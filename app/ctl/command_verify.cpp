#include "commands.h"
#include "console.h"
#include "journal_reader.h"
#include "opened_shop.h"

using namespace Qt::StringLiterals;

namespace {

/// The chains on disk against themselves and against the database.
class JournalCheck
{
public:
    JournalCheck(const DataDirectory &directory, AuditStore &audit)
        : m_directory(directory)
        , m_audit(audit)
    {
    }

    QStringList findings;
    QStringList unreached;

    Result<void> run()
    {
        const Result<std::vector<TillHead>> heads = await(m_audit.heads());
        if (!heads)
            return heads.error();
        const std::vector<QUuid> here = m_directory.tills();
        for (const TillHead &head : *heads) {
            if (std::find(here.begin(), here.end(), head.till) == here.end())
                unreached.append(name(head.till));
        }
        for (const QUuid &till : here) {
            const auto known =
                std::find_if(heads->begin(), heads->end(),
                             [&](const TillHead &head) { return head.till == till; });
            check(till, known != heads->end() ? *known : TillHead {.till = till});
        }
        return {};
    }

private:
    static QString name(const QUuid &till) { return till.toString(QUuid::WithoutBraces); }

    void check(const QUuid &till, const TillHead &stored)
    {
        const auto reader = JournalReader::open(m_directory.tillFolder(till));
        if (!reader) {
            findings.append(u"journal of till %1: cannot be read: %2"_s.arg(
                name(till), describe(reader.error())));
            return;
        }
        if (const Result<void> chain = (*reader)->verify(); !chain) {
            findings.append(u"journal of till %1: entry %2: %3 was changed"_s.arg(name(till))
                                .arg(chain.error().left.value_or(0))
                                .arg(chain.error().field));
            return;
        }
        const Result<JournalState> state = (*reader)->state();
        if (!state)
            findings.append(u"journal of till %1: %2"_s.arg(name(till), describe(state.error())));
        else
            compare(**reader, *state, stored);
    }

    void compare(JournalReader &journal, const JournalState &state, const TillHead &stored)
    {
        if (stored.sequence > state.head) {
            findings.append(u"till %1: the database holds entry %2, the journal ends at %3"_s
                                .arg(name(state.till))
                                .arg(stored.sequence)
                                .arg(state.head));
            return;
        }
        if (stored.sequence == 0)
            return;
        const Result<Entry> last = journal.entryAt(stored.sequence);
        if (last && last->hash == stored.hash)
            return;
        findings.append(u"till %1: entry %2 differs between the journal and the database"_s
                            .arg(name(state.till))
                            .arg(firstDifference(journal, stored.sequence)));
    }

    /// Chains that part never meet again, so the first difference is found by halving.
    qint64 firstDifference(JournalReader &journal, qint64 upTo)
    {
        qint64 same = 0;
        qint64 different = upTo;
        while (different - same > 1) {
            const qint64 middle = same + (different - same) / 2;
            const Result<Entry> ours = journal.entryAt(middle);
            const Result<QByteArray> theirs =
                await(m_audit.entryHash(ours ? ours->till : QUuid(), middle));
            (ours && theirs && ours->hash == *theirs ? same : different) = middle;
        }
        return different;
    }

    const DataDirectory &m_directory;
    AuditStore &m_audit;
};

int verify(const Arguments &arguments)
{
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    Stores &stores = (*shop)->stores;
    const Result<QStringList> database = await(stores.audit.verify());
    if (!database)
        return fail(database.error());
    JournalCheck journals((*shop)->home->directory(), stores.audit);
    if (const Result<void> checked = journals.run(); !checked)
        return fail(checked.error());
    const QStringList findings = *database + journals.findings;
    for (const QString &finding : findings)
        print(finding);
    for (const QString &till : journals.unreached)
        print(u"not compared: the journal of till %1 is not under this directory"_s.arg(till));
    const Result<DatabaseStatus> counts = await(stores.audit.status());
    if (!findings.isEmpty() || !counts) {
        print(u"verify: %1 faults, the first: %2"_s.arg(findings.size()).arg(findings.value(0)));
        return 1;
    }
    print(u"verify: clean; %1 receipts, %2 orders, sums, VAT, numbers, stock and chains agree"_s
              .arg(counts->receipts)
              .arg(counts->orders));
    return 0;
}

} // namespace

Command verifyCommand()
{
    return {.name = u"verify"_s,
            .summary = u"Recompute sums, VAT, numbers, stock and chains; name the first fault."_s,
            .run = verify};
}
