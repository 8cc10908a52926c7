#include "statements.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The embedded SQL texts as a set.
class TestStatements final : public QObject
{
    Q_OBJECT

private slots:
    void names_areUnique();
    void texts_areThere();
    void text_ofUnknownName_isEmpty();
    void serverTexts_haveNumberedParameters();
    void steps_countFromOne();
    void steps_haveSums();
};

void TestStatements::names_areUnique()
{
    QVERIFY(statementNames().size() > 10);
    QCOMPARE(doubledStatementNames(), QStringList());
}

void TestStatements::texts_areThere()
{
    for (const QString &name : statementNames())
        QVERIFY2(!statementText(name).isEmpty(), qPrintable(name));
}

void TestStatements::text_ofUnknownName_isEmpty()
{
    QVERIFY(statementText(u"no_such_statement"_s).isEmpty());
}

// `?` belongs to SQLite; the server would take it for an operator.
void TestStatements::serverTexts_haveNumberedParameters()
{
    static const QRegularExpression loose(u"[(,= ]\\?[),; \\n]"_s);
    const QDir folder(u":/bakehouse/sql/statements"_s);
    QVERIFY(!folder.entryList(QDir::Files).isEmpty());
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!QString::fromUtf8(file.readAll()).contains(loose), qPrintable(name));
    }
}

void TestStatements::steps_countFromOne()
{
    QVERIFY(!migrationSteps().empty());
    int expected = 0;
    for (const MigrationStep &step : migrationSteps()) {
        QCOMPARE(step.version, ++expected);
        QVERIFY(!step.name.isEmpty() && !step.name.contains(u'.'));
        QVERIFY(!step.text.isEmpty());
    }
}

void TestStatements::steps_haveSums()
{
    for (const MigrationStep &step : migrationSteps())
        QCOMPARE(step.sum.size(), 64);
}

QTEST_GUILESS_MAIN(TestStatements)
#include "tst_statements.moc"
