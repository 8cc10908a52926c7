#include "certificate_names.h"
#include "document_printer.h"
#include "page_address.h"
#include "poster_desk.h"
#include "qr_code.h"
#include "settings.h"
#include "ticket_paper.h"

#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

QByteArray ran(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() ? process.readAllStandardOutput() : QByteArray();
}

TicketContent sample()
{
    return {.code = u"K7M2P"_s,
            .pickup = u"Pick-up 10:15"_s,
            .name = u"Maya"_s,
            .lines = {{u"2 ×"_s, u"Croissant"_s, u"Contains wheat, milk"_s},
                      {u"6 ×"_s, u"Bread roll"_s, u"Allergens not recorded"_s}},
            .note = u"No nuts, they are allergic"_s,
            .foot = u"Ordered 09:42 on the web page"_s};
}

/// Stands in for lp of CUPS, first in the path while it lives.
class FakeLp
{
public:
    explicit FakeLp(const QByteArray &script)
    {
        QFile file(m_folder.filePath(u"lp"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + m_path);
    }
    ~FakeLp() { qputenv("PATH", m_path); }
    Q_DISABLE_COPY_MOVE(FakeLp)
    QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    const QByteArray m_path = qgetenv("PATH");
    QTemporaryDir m_folder;
};

} // namespace

/// What is put on paper, read back from the PDF by poppler, and its way to a printer or a folder.
class TestPaper final : public QObject
{
    Q_OBJECT
private slots:
    void ticket_anything_isThereAsText_data();
    void ticket_anything_isThereAsText();
    void ticket_longWords_stayOnThePaper();
    void ticket_moreLines_isLonger();
    void ticket_anyCode_isOneLine();
    void poster_eachLanguage_hasItsWordsAndTheAddress();
    void poster_code_leadsToTheAddress();
    void poster_wrongInput_isRefused();
    void folder_sameName_replacesNothing();
    void folder_unwritable_saysSo();
    void printer_takesTheWholeDocument();
    void printer_unknown_isNotFound();
    void printer_busy_isUnavailable();
    void printer_hangs_mayHavePrinted();
    void address_ofSettings_data();
    void address_ofSettings();

private:
    /// As it lies on the paper, line by line.
    QString textOf(const PaperDocument &document);
    QString keep(const PaperDocument &document, const QString &name);
    static QString tight(QString text);

    QTemporaryDir m_folder;
    const std::atomic<bool> m_goOn = false;
};

QString TestPaper::keep(const PaperDocument &document, const QString &name)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(document.pdf) == document.pdf.size();
    return written ? path : QString();
}

QString TestPaper::textOf(const PaperDocument &document)
{
    const QString path = keep(document, u"text.pdf"_s);
    const QString text = QString::fromUtf8(ran(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}));
    return text.simplified();
}

/// How far letters stand apart says nothing.
QString TestPaper::tight(QString text)
{
    return text.remove(u' ');
}

void TestPaper::ticket_anything_isThereAsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a name") << u"Maya"_s;
    QTest::newRow("markup") << u"<img src=x onerror=alert(1)>"_s;
    QTest::newRow("entities") << u"&lt;b&gt; & <b>bold</b>"_s;
    QTest::newRow("accents") << u"Zoë Müller-Lüdenscheidt"_s;
    QTest::newRow("a command of printers") << u"%PDF-1.4 (x) Tj \\050"_s;
}

void TestPaper::ticket_anything_isThereAsText()
{
    QFETCH(QString, name);
    TicketContent content = sample();
    content.name = name;
    content.note = name;
    content.again = u"Printed again"_s;
    const QString text = textOf(makeTicket(content));
    QVERIFY2(text.count(name) == 2, qPrintable(text));
    for (const auto &words :
         {u"K7M2P"_s, u"Pick-up 10:15"_s, u"2 × Croissant"_s, u"Contains wheat, milk"_s,
          u"Allergens not recorded"_s, u"Printed again"_s, u"Ordered 09:42"_s})
        QVERIFY2(tight(text).contains(tight(words)), qPrintable(words + u" in "_s + text));
    QVERIFY(!textOf(makeTicket(sample())).contains(u"Printed again"_s));
}

void TestPaper::ticket_longWords_stayOnThePaper()
{
    TicketContent content = sample();
    content.name = QString(200, u'W');
    content.note = QString(500, u'x');
    content.lines.front().name = QString(300, u'M');
    const QString path = keep(makeTicket(content), u"long.pdf"_s);
    const QString boxes = QString::fromUtf8(ran(u"pdftotext"_s, {u"-bbox"_s, path, u"-"_s}));
    const qreal width = 80 / 25.4 * 72;
    static const QRegularExpression word(uR"x(xMin="([\d.]+)".*xMax="([\d.]+)")x"_s);
    int words = 0;
    for (QRegularExpressionMatchIterator it = word.globalMatch(boxes); it.hasNext(); ++words) {
        const QRegularExpressionMatch match = it.next();
        QVERIFY(match.captured(1).toDouble() >= 4 / 25.4 * 72 - 1);
        QVERIFY(match.captured(2).toDouble() <= width - 4 / 25.4 * 72 + 1);
    }
    QVERIFY(words > 20);
    QCOMPARE(textOf(makeTicket(content)).count(u'x'), 500);
}

void TestPaper::ticket_moreLines_isLonger()
{
    TicketContent content = sample();
    const QSizeF before = makeTicket(content).page;
    QCOMPARE(before.width(), 80.0);
    for (int i = 0; i < 40; ++i)
        content.lines.push_back({u"1 ×"_s, u"Thing %1"_s.arg(i), {}});
    const PaperDocument ticket = makeTicket(content);
    QVERIFY(ticket.page.height() > before.height() + 40 * 5);
    QVERIFY(textOf(ticket).contains(u"Thing 39"_s));
    const QByteArray facts = ran(u"pdfinfo"_s, {keep(ticket, u"facts.pdf"_s)});
    QVERIFY2(facts.contains("Pages:           1"), facts.constData());
}

void TestPaper::ticket_anyCode_isOneLine()
{
    TicketContent narrow = sample();
    narrow.code = u"JJJJJ"_s;
    const qreal height = makeTicket(narrow).page.height();
    for (const auto &code : {u"WWWWW"_s, u"XTNFX"_s, u"MMMMM"_s, u"2JAM6"_s, u"QGWDM"_s}) {
        TicketContent content = sample();
        content.code = code;
        QVERIFY2(makeTicket(content).page.height() <= height + 0.01, qPrintable(code));
    }
}

void TestPaper::poster_eachLanguage_hasItsWordsAndTheAddress()
{
    const QString address = u"https://order.example.org/"_s;
    const QString name = u"<b>Müller & Söhne</b>"_s;
    QVERIFY(posterLanguages().contains(u"en"_s) && posterLanguages().contains(u"de"_s));
    for (const QString &language : posterLanguages()) {
        const Result<PosterWords> words = posterWords(language);
        QVERIFY(words && words->steps.size() == 3 && !words->typed.isEmpty());
        const Result<PaperDocument> poster = posterFor(name, address, {language});
        QVERIFY(poster);
        QCOMPARE(poster->page, QSizeF(210, 297));
        const QString text = textOf(*poster);
        for (const QString &part : {name, address, words->title, words->typed})
            QVERIFY2(tight(text).contains(tight(part)), qPrintable(part + u" in "_s + text));
    }
    const Result<PaperDocument> all = posterFor(name, address, posterLanguages());
    const QByteArray facts = ran(u"pdfinfo"_s, {keep(*all, u"facts.pdf"_s)});
    QVERIFY(facts.contains("Pages:           " + QByteArray::number(posterLanguages().size())));
}

/// The code as it is printed has the modules of the address.
void TestPaper::poster_code_leadsToTheAddress()
{
    const QString address = u"http://192.168.1.20:5000/"_s;
    const QrCode code = makeQrCode(address.toUtf8());
    const QString path = keep(*posterFor(u"Shop"_s, address, {u"en"_s}), u"poster.pdf"_s);
    ran(u"pdftoppm"_s,
        {u"-r"_s, u"100"_s, u"-png"_s, u"-singlefile"_s, path, m_folder.filePath(u"poster"_s)});
    const QImage image(m_folder.filePath(u"poster.png"_s));
    QVERIFY(!image.isNull());
    const qreal perMm = image.width() / 210.0;
    QRect dark; // Between title and address there are the modules only.
    for (int y = int(81 * perMm); y < int(206 * perMm); ++y) {
        for (int x = int(47 * perMm); x < int(163 * perMm); ++x) {
            if (image.pixelColor(x, y).lightness() < 20)
                dark |= QRect(x, y, 1, 1);
        }
    }
    const qreal module = 120 * perMm / (code.side + 8);
    const QPointF corner(dark.x(), dark.y());
    int wrong = 0;
    for (int row = 0; row < code.side; ++row) {
        for (int column = 0; column < code.side; ++column) {
            const QPointF middle = corner + QPointF((column + 0.5) * module, (row + 0.5) * module);
            const bool isDark = image.pixelColor(middle.toPoint()).lightness() < 128;
            wrong += isDark != code.isDark(row, column) ? 1 : 0;
        }
    }
    QCOMPARE(wrong, 0);
}

void TestPaper::poster_wrongInput_isRefused()
{
    QCOMPARE(posterFor(u"Shop"_s, u"http://a/"_s, {u"xx"_s}).error().field, u"language"_s);
    QCOMPARE(posterFor(u"Shop"_s, u"http://a/"_s, {u"../fonts/OFL"_s}).error().field,
             u"language"_s);
    QCOMPARE(posterFor(u"Shop"_s, u"http://a/"_s + QString(5000, u'a'), {u"en"_s}).error().field,
             u"address"_s);
}

void TestPaper::folder_sameName_replacesNothing()
{
    const QString folder = m_folder.filePath(u"made/when/needed"_s);
    const PaperDocument ticket = makeTicket(sample());
    const Result<QString> first = fileDocument(ticket, folder, u"ticket-K7M2P"_s);
    const Result<QString> second = fileDocument(ticket, folder, u"ticket-K7M2P"_s);
    QVERIFY(first && second);
    QVERIFY(*first != *second);
    QFile file(*second);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), ticket.pdf);
}

void TestPaper::folder_unwritable_saysSo()
{
    const QString blocked = keep(makeTicket(sample()), u"a-file"_s);
    const Result<QString> written = fileDocument(makeTicket(sample()), blocked, u"x"_s);
    QCOMPARE(written.error().code, Error::Code::Unavailable);
    QCOMPARE(written.error().field, blocked);
}

void TestPaper::printer_takesTheWholeDocument()
{
    const FakeLp lp("for file; do :; done\ncp \"$file\" \"$(dirname \"$0\")/got.pdf\"\n"
                    "echo \"$@\" > \"$(dirname \"$0\")/words\"\n");
    const PaperDocument ticket = makeTicket(sample());
    QVERIFY(printDocument(ticket, u"Kitchen"_s, m_goOn));
    QFile got(lp.file(u"got.pdf"_s)), words(lp.file(u"words"_s));
    QVERIFY(got.open(QIODevice::ReadOnly) && words.open(QIODevice::ReadOnly));
    QCOMPARE(got.readAll(), ticket.pdf);
    const QByteArray said = words.readAll();
    QVERIFY2(said.startsWith("-d Kitchen -t K7M2P -o media=Custom.80x"), said.constData());
}

void TestPaper::printer_unknown_isNotFound()
{
    const FakeLp lp("echo 'lp: The printer or class does not exist.' >&2\nexit 1\n");
    const Result<void> printed = printDocument(makeTicket(sample()), u"Attic"_s, m_goOn);
    QCOMPARE(printed.error().code, Error::Code::NotFound);
    QCOMPARE(printed.error().field, u"Attic"_s);
}

void TestPaper::printer_busy_isUnavailable()
{
    const FakeLp lp("echo 'lp: Connection refused' >&2\nexit 1\n");
    QCOMPARE(printDocument(makeTicket(sample()), u"Kitchen"_s, m_goOn).error().code,
             Error::Code::Unavailable);
}

void TestPaper::printer_hangs_mayHavePrinted()
{
    const FakeLp lp("touch \"$(dirname \"$0\")/begun\"\nexec sleep 60\n");
    std::atomic<bool> stop = false;
    std::thread stopper([&] {
        while (!QFile::exists(lp.file(u"begun"_s)))
            std::this_thread::yield();
        stop = true;
    });
    const Result<void> printed = printDocument(makeTicket(sample()), u"Kitchen"_s, stop);
    stopper.join();
    QCOMPARE(printed.error().code, Error::Code::Timeout);
}

void TestPaper::address_ofSettings_data()
{
    using Given = QHash<QString, QString>;
    QTest::addColumn<Given>("given");
    QTest::addColumn<QString>("served");
    QTest::addColumn<QString>("address"); // Or the setting that is at fault, behind "!".
    const Given open {{u"api.listen"_s, u"10.1.2.3"_s}};
    QTest::newRow("this machine only") << Given() << QString() << u"!api.listen"_s;
    QTest::newRow("one address") << open << QString() << u"http://10.1.2.3:5000/"_s;
    QTest::newRow("the port that is served")
        << open << u"http://10.1.2.3:4711"_s << u"http://10.1.2.3:4711/"_s;
    Given given = open;
    given.insert(u"api.port"_s, u"80"_s);
    QTest::newRow("the web's own port") << given << QString() << u"http://10.1.2.3/"_s;
    given.insert(u"api.port"_s, u"0"_s);
    QTest::newRow("any port, not served") << given << QString() << u"!api.port"_s;
    QTest::newRow("six") << Given {{u"api.listen"_s, u"fd00::5"_s}} << QString()
                         << u"http://[fd00::5]:5000/"_s;
    given.insert(u"api.enabled"_s, u"no"_s);
    QTest::newRow("not served at all") << given << QString() << u"!api.enabled"_s;
    given.insert(u"page.address"_s, u"https://order.example.org"_s);
    QTest::newRow("given") << given << QString() << u"https://order.example.org"_s;
    for (const auto &wrong : {u"order.example.org"_s, u"ftp://a.b"_s, u"https://"_s,
                              u"https://u:p@a.b/"_s, u"javascript:alert(1)"_s, u"https://a b/"_s})
        QTest::addRow("%s", qPrintable(wrong))
            << Given {{u"page.address"_s, wrong}} << QString() << u"!page.address"_s;
}

void TestPaper::address_ofSettings()
{
    using Given = QHash<QString, QString>;
    QFETCH(Given, given);
    QFETCH(QString, served);
    QFETCH(QString, address);
    const Result<Settings> settings = Settings::load({}, {}, {}, given);
    QVERIFY(settings);
    const Result<QString> found = pageAddress(*settings, served);
    QCOMPARE(found ? *found : u'!' + found.error().field, address);
}

QTEST_MAIN(TestPaper)
#include "tst_paper.moc"
