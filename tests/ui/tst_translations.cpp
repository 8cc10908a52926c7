#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

/// The sources of @p file that have no finished translation, as "Context: text".
QStringList untranslated(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {file.errorString()};
    QXmlStreamReader reader(&file);
    QStringList open;
    QString context;
    QString source;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == "name"_L1)
            context = reader.readElementText();
        else if (reader.name() == "source"_L1)
            source = reader.readElementText();
        else if (reader.name() == "translation"_L1
                 && reader.attributes().value("type"_L1) == "unfinished"_L1)
            open.append(context + u": "_s + source);
    }
    if (reader.hasError())
        open.append(reader.errorString());
    return open;
}

}

/// Every text of the counter in every language: what the sources say now against the .ts files.
class TestTranslations : public QObject
{
    Q_OBJECT
private slots:
    void texts_ofTheSources_areTranslated_data();
    void texts_ofTheSources_areTranslated();
    void newText_isFound();

private:
    /// Brings a copy of @p words up to date with the sources in @p folder.
    QString updated(const QString &words, const QString &folder, const QStringList &options);

    QTemporaryDir m_scratch;
};

QString TestTranslations::updated(const QString &words, const QString &folder,
                                  const QStringList &options)
{
    const QString copy = m_scratch.filePath(words);
    QFile::remove(copy);
    if (!QFile::copy(QStringLiteral(BAKEHOUSE_WORDS "/") + words, copy))
        return {};
    QProcess lupdate;
    lupdate.start(QStringLiteral(BAKEHOUSE_LUPDATE),
                  QStringList {u"-silent"_s, u"-no-obsolete"_s} + options
                      + QStringList {folder, u"-ts"_s, copy});
    const bool done = lupdate.waitForFinished() && lupdate.exitCode() == 0;
    return done ? copy : QString();
}

void TestTranslations::texts_ofTheSources_areTranslated_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("German") << u"bakehouse_de.ts"_s << QStringList();
    QTest::newRow("English, words that count")
        << u"bakehouse_en.ts"_s << QStringList {u"-pluralonly"_s};
}

void TestTranslations::texts_ofTheSources_areTranslated()
{
    QFETCH(QString, words);
    QFETCH(QStringList, options);
    const QString path = updated(words, QStringLiteral(BAKEHOUSE_UI), options);
    QVERIFY(!path.isEmpty());
    QCOMPARE(untranslated(path).join(u'\n'), QString());
}

void TestTranslations::newText_isFound()
{
    QTemporaryDir folder;
    QFile source(folder.filePath(u"sign.cpp"_s));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("QString Sign::words() { return tr(\"Closed today\"); }\n");
    source.close();
    const QString path = updated(u"bakehouse_de.ts"_s, folder.path(), {});
    QCOMPARE(untranslated(path), QStringList {u"Sign: Closed today"_s});
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
