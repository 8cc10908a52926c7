#include "picture_file.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Red on the left, blue on the right, white in the middle.
QImage flag(QSize size, QImage::Format format = QImage::Format_RGB32)
{
    QImage image(size, format);
    image.fill(format == QImage::Format_RGB32 ? Qt::white : Qt::transparent);
    QPainter painter(&image);
    painter.fillRect(0, 0, size.width() / 2, size.height(), Qt::red);
    painter.fillRect(size.width() / 2, 0, size.width(), size.height(), Qt::blue);
    painter.fillRect(
        QRect(size.width() / 4, size.height() / 4, size.width() / 2, size.height() / 2),
        format == QImage::Format_RGB32 ? QBrush(Qt::white) : QBrush(Qt::green));
    return image;
}

QByteArray saved(const QImage &image, const char *format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format) ? buffer.data() : QByteArray();
}

/// An EXIF block (big-endian TIFF) that says how the camera was held, and where.
QByteArray exif(char orientation)
{
    QByteArray block("Exif\0\0MM\0\x2a\0\0\0\x08\0\x02", 16);
    block += QByteArray("\x01\x12\0\x03\0\0\0\x01\0", 9) + orientation + QByteArray("\0\0", 2);
    block += QByteArray("\x01\x0f\0\x02\0\0\0\x10\0\0\0\x26", 12); // maker, at 38
    block += QByteArray("\0\0\0\0", 4) + "52.5200N13.4050E";
    return block;
}

QByteArray withExif(const QByteArray &jpeg, char orientation)
{
    const QByteArray block = exif(orientation);
    const auto length = quint16(block.size() + 2);
    QByteArray marker("\xff\xe1");
    marker += char(length >> 8);
    marker += char(length & 0xff);
    return jpeg.first(2) + marker + block + jpeg.sliced(2);
}

/// As PNG sums its chunks.
quint32 crc32(const QByteArray &bytes)
{
    quint32 sum = 0xffffffff;
    for (const char byte : bytes) {
        sum ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (0xedb88320 & (0U - (sum & 1)));
    }
    return ~sum;
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += char(number >> shift);
    return bytes;
}

/// A PNG that says it is that large and has next to nothing in it.
QByteArray hollowPng(quint32 width, quint32 height)
{
    QByteArray png = saved(flag({2, 2}), "png");
    png.replace(16, 8, bigEndian(width) + bigEndian(height));
    png.replace(29, 4, bigEndian(crc32(png.mid(12, 17))));
    return png;
}

QImage imageOf(const Picture &picture)
{
    return QImage::fromData(picture.content);
}

bool isLike(QColor shown, QColor wanted)
{
    constexpr int near = 60;
    return std::abs(shown.red() - wanted.red()) < near
        && std::abs(shown.green() - wanted.green()) < near
        && std::abs(shown.blue() - wanted.blue()) < near;
}

}

/// What is kept of a picture that somebody chose.
class TestPictureFile : public QObject
{
    Q_OBJECT
private slots:
    void good_becomesASmallSquare_data();
    void good_becomesASmallSquare();
    void wide_keepsItsMiddle();
    void camera_heldUpright_isTurned();
    void camera_whatItWrote_isGone();
    void text_ofAFile_isGone();
    void clear_staysClear();
    void colours_ofAWideSpace_areMoved();
    void same_file_givesTheSame();
    void bad_isRefused_data();
    void bad_isRefused();
};

void TestPictureFile::good_becomesASmallSquare_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("side");
    QTest::newRow("JPEG") << saved(flag({2000, 1500}), "jpeg") << 276;
    QTest::newRow("PNG") << saved(flag({800, 800}), "png") << 276;
    QTest::newRow("the largest JPEG") << saved(flag({8192, 400}), "jpeg") << 276;
    QTest::newRow("smaller than shown") << saved(flag({90, 120}), "png") << 90;
    QTest::newRow("one pixel") << saved(flag({1, 1}), "png") << 1;
    if (QImageReader::supportedImageFormats().contains("webp"))
        QTest::newRow("WebP") << saved(flag({600, 400}), "webp") << 276;
}

void TestPictureFile::good_becomesASmallSquare()
{
    QFETCH(QByteArray, file);
    QFETCH(int, side);
    const Result<Picture> picture = readyPicture(file);
    QVERIFY2(picture, qPrintable(picture ? QString() : picture.error().detail));
    QCOMPARE(imageOf(*picture).size(), QSize(side, side));
    QVERIFY(picture->content.size() < 100'000);
    QVERIFY(QStringList({u"jpg"_s, u"png"_s, u"webp"_s}).contains(picture->kind));
}

void TestPictureFile::wide_keepsItsMiddle()
{
    const QImage image = imageOf(*readyPicture(saved(flag({1200, 400}), "png")));
    QVERIFY(isLike(image.pixelColor(138, 138), Qt::white));
    QVERIFY(isLike(image.pixelColor(138, 4), image.pixelColor(138, 270)));
    QVERIFY(isLike(image.pixelColor(4, 4), Qt::red));
    QVERIFY(isLike(image.pixelColor(270, 4), Qt::blue));
}

void TestPictureFile::camera_heldUpright_isTurned()
{
    const QByteArray lying = saved(flag({800, 600}), "jpeg");
    const QImage turned = imageOf(*readyPicture(withExif(lying, 6))); // a quarter to the right
    QVERIFY(isLike(turned.pixelColor(138, 4), Qt::red));
    QVERIFY(isLike(turned.pixelColor(138, 270), Qt::blue));
}

void TestPictureFile::camera_whatItWrote_isGone()
{
    const QByteArray photo = withExif(saved(flag({800, 600}), "jpeg"), 1);
    QVERIFY(photo.contains("52.5200N"));
    const QByteArray kept = readyPicture(photo)->content;
    QVERIFY(!kept.contains("52.5200N"));
    QVERIFY(!kept.contains("Exif"));
}

void TestPictureFile::text_ofAFile_isGone()
{
    QImage image = flag({400, 400}, QImage::Format_ARGB32);
    image.setText(u"Author"_s, u"Somebody"_s);
    const QByteArray file = saved(image, "png");
    QVERIFY(file.contains("Somebody"));
    QVERIFY(!readyPicture(file)->content.contains("Somebody"));
}

void TestPictureFile::clear_staysClear()
{
    QImage image(400, 400, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter(&image).fillRect(100, 100, 200, 200, Qt::red);
    const Result<Picture> picture = readyPicture(saved(image, "png"));
    QVERIFY(picture->kind != u"jpg"_s);
    const QImage kept = imageOf(*picture);
    QCOMPARE(kept.pixelColor(2, 2).alpha(), 0);
    QVERIFY(isLike(kept.pixelColor(kept.width() / 2, kept.height() / 2), Qt::red));
}

void TestPictureFile::colours_ofAWideSpace_areMoved()
{
    QImage image(300, 300, QImage::Format_RGB32);
    image.fill(QColor(0, 200, 0));
    image.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
    const QImage kept = imageOf(*readyPicture(saved(image, "png")));
    QVERIFY(kept.pixelColor(10, 10).red() < 20);
    QVERIFY(kept.pixelColor(10, 10).green() > 200);
}

void TestPictureFile::same_file_givesTheSame()
{
    const QByteArray file = saved(flag({640, 480}), "jpeg");
    QCOMPARE(*readyPicture(file), *readyPicture(file));
}

void TestPictureFile::bad_isRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("field");
    const QByteArray png = saved(flag({400, 400}), "png");
    const QString picture = u"picture"_s;
    const QString size = u"size"_s;
    QTest::newRow("nothing") << QByteArray() << picture;
    QTest::newRow("a text") << QByteArray("name,price\nBread,3\n") << picture;
    QTest::newRow("a drawing") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>")
                               << picture;
    QTest::newRow("a BMP") << saved(flag({40, 40}), "bmp") << picture;
    QTest::newRow("a head alone") << png.first(8) << picture;
    QTest::newRow("cut short") << png.first(60) << picture;
    QTest::newRow("no JPEG after its first bytes")
        << QByteArray("\xff\xd8\xff\xe0 and no more") << picture;
    QTest::newRow("no WebP after its first bytes")
        << QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16) << picture;
    QTest::newRow("a bomb") << hollowPng(5'000, 5'000) << size;
    QTest::newRow("a long bomb") << hollowPng(1'000'000, 1) << size;
    QTest::newRow("more than 8,192 a side") << saved(flag({8'193, 10}), "jpeg") << size;
    QTest::newRow("more than 16 MiB") << png + QByteArray(16'777'216, '\0') << size;
}

void TestPictureFile::bad_isRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, field);
    const Result<Picture> picture = readyPicture(file);
    QVERIFY(!picture);
    QCOMPARE(picture.error().code, Error::Code::Invalid);
    QCOMPARE(picture.error().field, field);
    QVERIFY(!picture.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(TestPictureFile)
#include "tst_picture_file.moc"
