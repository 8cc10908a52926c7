#include "colour_rows.h"
#include "theme.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
/// The rows of the table under @p heading, each cut into its cells; without the head.
QList<QStringList> tableUnder(const QString &heading)
{
    QFile file(QStringLiteral(BAKEHOUSE_LOOK_TABLES));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype begin = text.indexOf(u"## "_s + heading);
    QList<QStringList> rows;
    for (const QString &line : text.mid(begin).split(u'\n').mid(1)) {
        if (line.startsWith(u'#'))
            break;
        if (!line.startsWith(u'|'))
            continue;
        QStringList cells = line.mid(1).chopped(1).split(u'|');
        for (QString &cell : cells)
            cell = cell.trimmed();
        rows << cells;
    }
    return rows.mid(2);
}

QStringList found(const QString &cell, const QString &pattern)
{
    QStringList all;
    for (auto match = QRegularExpression(pattern).globalMatch(cell); match.hasNext();)
        all << match.next().captured(0);
    return all;
}

/// The @p at-th colour of a cell; the last one counts for all that follow. A cell without a colour
/// ("same", "as light") means @p otherwise.
quint32 colourAt(const QString &cell, qsizetype at, const QString &otherwise)
{
    QStringList all = found(cell, u"#[0-9A-F]{6}"_s);
    if (all.isEmpty())
        all = found(otherwise, u"#[0-9A-F]{6}"_s);
    return all.isEmpty() ? 0xFFFFFFFF : all.at(qMin(at, all.size() - 1)).mid(1).toUInt(nullptr, 16);
}

QStringList rolesOf(const QString &cell)
{
    if (cell.startsWith("quiet"_L1))
        return {u"quiet"_s, u"quietline"_s};
    if (cell.startsWith("top-bar"_L1))
        return {u"banner"_s, u"low"_s, u"bannertint"_s, u"bannerline"_s};
    if (cell.startsWith("clerks"_L1))
        return {u"clerk1"_s, u"clerk2"_s, u"clerk3"_s, u"clerk4"_s};
    return cell.split(QRegularExpression(u" / | on "_s));
}

QStringList stylesOf(const QString &cell)
{
    if (cell == "line"_L1)
        return {u"line"_s, u"linesum"_s};
    if (cell == "tile"_L1)
        return {u"tile"_s, u"tilesmall"_s};
    return {QString(cell).remove(u' ')};
}

template <typename Rows> auto rowNamed(const Rows &rows, const QString &name)
{
    const auto *row = std::find_if(rows.begin(), rows.end(), [&name](const auto &one) {
        return name == QLatin1StringView(one.name);
    });
    return row == rows.end() ? nullptr : row;
}

qreal numberAt(const QString &cell, qsizetype at)
{
    const QStringList all = found(cell, u"[0-9]+(\\.[0-9]+)?"_s);
    return all.isEmpty() ? -1 : all.at(qMin(at, all.size() - 1)).toDouble();
}
}

/// The tokens against the tables of the look, cell by cell.
class TokensTest final : public QObject
{
    Q_OBJECT
private slots:
    void colours_againstTheTable_areTheSame();
    void categories_againstTheTable_areTheSame();
    void styles_againstTheTable_haveItsSizes();
    void rows_standInTheOrderOfTheirEnum();
};

void TokensTest::colours_againstTheTable_areTheSame()
{
    const QList<QStringList> rows = tableUnder(u"Colours"_s);
    QCOMPARE(rows.size(), 19);
    int compared = 0;
    for (const QStringList &cells : rows) {
        const QStringList roles = rolesOf(cells.at(0));
        for (qsizetype i = 0; i < roles.size(); ++i) {
            const ColourRow *row = rowNamed(colourRows, roles.at(i));
            QVERIFY2(row, qPrintable(roles.at(i)));
            const QByteArray name(row->name);
            QVERIFY2(row->light == colourAt(cells.at(1), i, {}), name + " light");
            QVERIFY2(row->dark == colourAt(cells.at(2), i, cells.at(1)), name + " dark");
            QVERIFY2(row->contrast == colourAt(cells.at(3), i, cells.at(1)), name + " contrast");
            ++compared;
        }
    }
    QCOMPARE(compared, 36);
}

void TokensTest::categories_againstTheTable_areTheSame()
{
    const QList<QStringList> rows = tableUnder(u"Categories"_s);
    QCOMPARE(rows.size(), qsizetype(categoryRows.size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QStringList &cells = rows.at(i);
        const CategoryRow &row = categoryRows.at(size_t(i));
        QCOMPARE(row.strong, colourAt(cells.at(1), 0, {}));
        QCOMPARE(row.tint, colourAt(cells.at(2), 0, {}));
        QCOMPARE(row.edge, colourAt(cells.at(3), 0, {}));
        QCOMPARE(row.darkEdge, colourAt(cells.at(3), 1, {}));
        QCOMPARE(row.darkStrong, colourAt(cells.at(4), 0, {}));
        QCOMPARE(row.darkTint, colourAt(cells.at(5), 0, {}));
    }
}

void TokensTest::styles_againstTheTable_haveItsSizes()
{
    const QList<QStringList> rows = tableUnder(u"Type"_s);
    QCOMPARE(rows.size(), 9);
    const Theme wide({.pixelsPerMm = 5.56, .frame = FrameClass::Wide});
    const Theme middle({.pixelsPerMm = 3.95, .frame = FrameClass::Middle});
    const Theme narrow({.pixelsPerMm = 3.36, .frame = FrameClass::Narrow});
    for (const QStringList &cells : rows) {
        const QStringList styles = stylesOf(cells.at(0));
        for (qsizetype i = 0; i < styles.size(); ++i) {
            const TypeRow *row = rowNamed(typeRows, styles.at(i));
            QVERIFY2(row, qPrintable(styles.at(i)));
            QCOMPARE(row->mm, numberAt(cells.at(1), i));
            QCOMPARE(qreal(wide.textPx(row->style)), numberAt(cells.at(2), i));
            QCOMPARE(qreal(middle.textPx(row->style)), numberAt(cells.at(3), i));
            QCOMPARE(qreal(narrow.textPx(row->style)), numberAt(cells.at(4), i));
            QCOMPARE(qreal(row->weight), numberAt(cells.at(5), i));
        }
    }
    QVERIFY(rows.at(6).at(6).contains(u"keypad 7.5"_s));
    QCOMPARE(rowNamed(typeRows, u"keypadkey"_s)->mm, 7.5);
}

void TokensTest::rows_standInTheOrderOfTheirEnum()
{
    for (size_t i = 0; i < colourRows.size(); ++i)
        QCOMPARE(size_t(colourRows.at(i).role), i);
    QCOMPARE(colourRows.back().role, Role::OnClerk);
    for (size_t i = 0; i < typeRows.size(); ++i)
        QCOMPARE(size_t(typeRows.at(i).style), i);
    QCOMPARE(typeRows.back().style, Style::Change);
    for (size_t i = 0; i < categoryRows.size(); ++i)
        QCOMPARE(size_t(categoryRows.at(i).key), i);
}

QTEST_MAIN(TokensTest)
#include "tst_tokens.moc"
