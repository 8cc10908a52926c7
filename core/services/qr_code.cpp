#include "qr_code.h"

#include <qrencode.h>

#include <memory>

QrCode makeQrCode(const QByteArray &text)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeString8bit(text.constData(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!made)
        return {};
    const qsizetype side = made->width;
    QrCode code {.side = made->width, .dark = QByteArray(side * side, '\0')};
    for (int i = 0; i < code.dark.size(); ++i)
        code.dark[i] = char(made->data[i] & 1);
    return code;
}
