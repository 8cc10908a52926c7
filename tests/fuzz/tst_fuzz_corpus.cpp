#include "fuzz_targets.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDir corpusOf(const FuzzTarget &target)
{
    return QDir(QStringLiteral(BAKEHOUSE_FUZZ_CORPUS) + u'/' + QString::fromLatin1(target.name));
}

}

/// Everything that fuzzing ever found, and the inputs it began with, read once more. A broken
/// promise ends the program.
class TestFuzzCorpus : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void corpus_eachInput_keepsThePromises_data();
    void corpus_eachInput_keepsThePromises();
    void corpus_hasAFolderForEachTargetAndNoOther();
    void input_cutAndBent_keepsThePromises_data();
    void input_cutAndBent_keepsThePromises();
    void targets_areFoundByTheirNames();
};

void TestFuzzCorpus::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestFuzzCorpus::corpus_eachInput_keepsThePromises_data()
{
    QTest::addColumn<const FuzzTarget *>("target");
    for (const FuzzTarget &target : fuzzTargets())
        QTest::newRow(target.name) << &target;
}

void TestFuzzCorpus::corpus_eachInput_keepsThePromises()
{
    QFETCH(const FuzzTarget *, target);
    const QDir corpus = corpusOf(*target);
    const QStringList inputs = corpus.entryList(QDir::Files);
    QVERIFY2(!inputs.isEmpty(), "a target begins with some inputs");
    for (const QString &input : inputs)
        target->feed(contentOf(corpus.filePath(input)));
    target->feed({});
}

void TestFuzzCorpus::corpus_hasAFolderForEachTargetAndNoOther()
{
    const QStringList folders =
        QDir(QStringLiteral(BAKEHOUSE_FUZZ_CORPUS)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(folders.size(), qsizetype(fuzzTargets().size()));
    for (const QString &folder : folders)
        QVERIFY2(fuzzTarget(folder.toLatin1()), qPrintable(folder));
}

void TestFuzzCorpus::input_cutAndBent_keepsThePromises_data()
{
    corpus_eachInput_keepsThePromises_data();
}

/// What a fuzzer does first: every input cut at some places, and with some bits turned.
void TestFuzzCorpus::input_cutAndBent_keepsThePromises()
{
    constexpr qsizetype places = 12;
    QFETCH(const FuzzTarget *, target);
    const QDir corpus = corpusOf(*target);
    for (const QString &input : corpus.entryList(QDir::Files).mid(0, 40)) {
        const QByteArray content = contentOf(corpus.filePath(input));
        const qsizetype step = std::max<qsizetype>(1, content.size() / places);
        for (qsizetype place = 0; place < content.size(); place += step) {
            target->feed(content.left(place));
            QByteArray bent = content;
            bent[place] = char(bent.at(place) ^ (1 << (place % 8)));
            target->feed(bent);
        }
    }
}

void TestFuzzCorpus::targets_areFoundByTheirNames()
{
    for (const FuzzTarget &target : fuzzTargets())
        QCOMPARE(fuzzTarget(target.name), &target);
    QVERIFY(!fuzzTarget("nothing"));
}

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
