#include "picture_shelf.h"

#include "picture_desk.h"
#include "when_done.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

using Files = QHash<QString, QString>;

Result<Files> filesIn(const QString &folder)
{
    Files files;
    const QStringList ends {u"*.png"_s, u"*.jpg"_s, u"*.jpeg"_s};
    for (const QFileInfo &file : QDir(folder).entryInfoList(ends, QDir::Files))
        files.insert(file.completeBaseName().toLower(), file.absoluteFilePath());
    return files;
}

/// The middle of the picture, scaled while it is read so that a large photo costs little.
Result<QImage> squareOf(QIODevice &device, int side)
{
    QImageReader reader(&device);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid())
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatioByExpanding));
    const QImage image = reader.read();
    if (image.isNull())
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"picture"_s,
                      .detail = reader.errorString()};
    return image.copy((image.width() - side) / 2, (image.height() - side) / 2, side, side);
}

Result<QImage> squareOfFile(const QString &path, int side)
{
    QFile file(path);
    return squareOf(file, side);
}

Result<QImage> squareOfContent(const QByteArray &content, int side)
{
    QBuffer buffer;
    buffer.setData(content);
    return squareOf(buffer, side);
}

} // namespace

PictureShelf::PictureShelf(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    refresh();
}

void PictureShelf::refresh()
{
    const QFuture<Result<Files>> listing =
        QtConcurrent::run([folder = m_folder] { return filesIn(folder); });
    whenDone(listing, this, [this](const Result<Files> &files) {
        if (!files || *files == m_files)
            return;
        m_files = *files;
        m_pictures.clear();
        emit changed();
    });
}

QPixmap PictureShelf::picture(const QString &productName, const QString &kept, int px, qreal ratio)
{
    const QString file = productName.toLower();
    const QString name = m_files.contains(file) ? file : m_desk ? kept : QString();
    if (name.isEmpty())
        return {};
    const int side = qRound(px * ratio);
    if (side != m_side) {
        m_side = side;
        m_pictures.clear();
    }
    const auto held = m_pictures.constFind(name);
    if (held != m_pictures.constEnd())
        return *held;
    load(name, side, ratio);
    return {};
}

void PictureShelf::load(const QString &name, int side, qreal ratio)
{
    if (m_loading.contains(name))
        return;
    m_loading.insert(name);
    const auto finish = [this, name, side, ratio](const Result<QImage> &image) {
        take(name, image, side, ratio);
    };
    if (m_files.contains(name)) {
        whenDone(QtConcurrent::run(squareOfFile, m_files.value(name), side), this, finish);
        return;
    }
    whenDone(m_desk->content(name.toLatin1()), this,
             [this, side, finish](const Result<QByteArray> &content) {
                 if (content)
                     whenDone(QtConcurrent::run(squareOfContent, *content, side), this, finish);
                 else
                     finish(content.error());
             });
}

void PictureShelf::take(const QString &name, const Result<QImage> &image, int side, qreal ratio)
{
    m_loading.remove(name);
    if (!image) {
        m_files.remove(name); // Damaged: the glyph stays.
        return;
    }
    if (side != m_side)
        return;
    QPixmap pixmap = QPixmap::fromImage(*image);
    pixmap.setDevicePixelRatio(ratio);
    m_pictures.insert(name, pixmap);
    emit changed();
}
