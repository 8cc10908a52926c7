#include "picture_file.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimitBytes = 16'777'216;
constexpr int sideLimit = 8'192;
constexpr qint64 unpackedLimitBytes = 67'108'864;
constexpr int keptSide = 276; // 92 pixels of the page on a screen with three of its own for each
constexpr int keptSideClear = 184; // PNG packs photos badly
constexpr int quality = 80;

Error refusal(const QString &field, const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = detail};
}

/// By the first bytes: a name can lie, and Qt knows kinds that no photo has.
QByteArray formatOf(const QByteArray &file)
{
    if (file.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (file.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (file.startsWith("RIFF") && file.mid(8, 4) == "WEBP")
        return "webp";
    return {};
}

/// What a picture of that size takes in memory while it is read; JPEG is scaled as it is read.
bool isTooLarge(QSize size, const QByteArray &format)
{
    if (size.width() > sideLimit || size.height() > sideLimit)
        return true;
    return format != "jpeg" && qint64(size.width()) * size.height() * 4 > unpackedLimitBytes;
}

Result<QImage> imageIn(const QByteArray &file)
{
    const QByteArray format = formatOf(file);
    if (format.isEmpty() || !QImageReader::supportedImageFormats().contains(format))
        return refusal(u"picture"_s, u"is no PNG, JPEG or WebP picture"_s);
    QBuffer buffer;
    buffer.setData(file);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty())
        return refusal(u"picture"_s, u"is damaged"_s);
    if (isTooLarge(size, format))
        return refusal(u"size"_s, u"has too many pixels"_s);
    if (std::min(size.width(), size.height()) > keptSide)
        reader.setScaledSize(size.scaled(keptSide, keptSide, Qt::KeepAspectRatioByExpanding));
    const QImage image = reader.read();
    if (image.isNull())
        return refusal(u"picture"_s, u"is damaged: "_s + reader.errorString());
    return image;
}

QImage middleOf(const QImage &image)
{
    const int side = std::min(image.width(), image.height());
    return image.copy((image.width() - side) / 2, (image.height() - side) / 2, side, side);
}

/// As pixels alone, in the colours that screens expect: texts, profiles and thumbnails that came
/// with the file stay behind.
QImage bare(const QImage &image)
{
    const bool clear = image.hasAlphaChannel();
    QImage pixels = image.colorSpace().isValid()
        ? image.convertedToColorSpace(QColorSpace(QColorSpace::SRgb))
        : image;
    pixels.convertTo(clear ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    QImage made(pixels.size(), pixels.format());
    for (int y = 0; y < pixels.height(); ++y)
        std::copy_n(pixels.constScanLine(y), pixels.bytesPerLine(), made.scanLine(y));
    return made;
}

QByteArray encoded(const QImage &image, const QByteArray &format)
{
    QBuffer buffer;
    QImageWriter writer(&buffer, format);
    if (format != "png")
        writer.setQuality(quality);
    return writer.write(image) ? buffer.data() : QByteArray();
}

Picture encodedPicture(const QImage &image)
{
    if (QImageWriter::supportedImageFormats().contains("webp"))
        return {.kind = u"webp"_s, .content = encoded(image, "webp")};
    if (!image.hasAlphaChannel())
        return {.kind = u"jpg"_s, .content = encoded(image, "jpeg")};
    const int side = std::min(image.width(), keptSideClear);
    return {.kind = u"png"_s,
            .content = encoded(
                image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation), "png")};
}

}

Result<Picture> readyPicture(const QByteArray &file)
{
    if (file.size() > fileLimitBytes)
        return refusal(u"size"_s, u"is larger than 16 MiB"_s);
    const Result<QImage> image = imageIn(file);
    if (!image)
        return image.error();
    Picture picture = encodedPicture(bare(middleOf(*image)));
    if (picture.content.isEmpty())
        return Error {.code = Error::Code::Internal,
                      .reason = Error::Reason::Unspecified,
                      .detail = u"the picture could not be encoded"_s};
    return picture;
}
