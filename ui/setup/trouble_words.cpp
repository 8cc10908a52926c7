#include "trouble_words.h"

#include "country_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

static QString invalidWords(const Error &error)
{
    if (error.reason == Error::Reason::BadRow)
        return QCoreApplication::translate("SettingWords",
                                           "Nothing was imported. These lines need correcting:");
    if (error.reason == Error::Reason::NoTaxRate)
        return QCoreApplication::translate("SettingWords",
                                           "The file has the tax class “%1”, which has no rate.")
            .arg(taxClassWords(error.field));
    if (error.field == "currency"_L1)
        return QCoreApplication::translate("SettingWords",
                                           "The file is in another currency than the shop.");
    if (error.field == "rates"_L1)
        return QCoreApplication::translate("SettingWords", "A rate is from 0 to 100 %.");
    return QCoreApplication::translate("SettingWords",
                                       "Nothing was changed. Check what is marked.");
}

QString troubleWords(const Error &error)
{
    switch (error.code) {
    case Error::Code::Invalid:
        return invalidWords(error);
    case Error::Code::NotFound:
        return QCoreApplication::translate("SettingWords", "There is no such file.");
    case Error::Code::Conflict:
        if (error.reason == Error::Reason::CurrencyFixed)
            return QCoreApplication::translate(
                "SettingWords", "The currency stays as it is, because goods were sold in it.");
        return QCoreApplication::translate("SettingWords",
                                           "It is set elsewhere and cannot be changed here.");
    case Error::Code::Unavailable:
        return QCoreApplication::translate("SettingWords",
                                           "The database is away. Try again later.");
    case Error::Code::Timeout:
        return QCoreApplication::translate("SettingWords",
                                           "The database did not answer. Try again.");
    case Error::Code::Denied:
    case Error::Code::Internal:
        break;
    }
    return QCoreApplication::translate("SettingWords", "It did not work. Try again.");
}

static QString keyTroubleWords(Error::Code code)
{
    if (code == Error::Code::Denied)
        return QCoreApplication::translate(
            "SettingWords",
            "Other people of this machine can read the file of the key. Take that right away.");
    if (code == Error::Code::Conflict)
        return QCoreApplication::translate("SettingWords",
                                           "The key is not the one of the certificate.");
    return QCoreApplication::translate("SettingWords", "The file of the key cannot be used.");
}

QString httpsTroubleWords(const Error &error)
{
    if (error.field == "api.https_port"_L1)
        return QCoreApplication::translate("SettingWords",
                                           "Another program uses the port of HTTPS.");
    if (error.field == "api.https_key"_L1)
        return keyTroubleWords(error.code);
    if (error.field == "api.https_certificate"_L1 && error.code == Error::Code::Conflict)
        return QCoreApplication::translate("SettingWords",
                                           "The certificate has expired or is not valid yet.");
    if (error.field == "api.https_certificate"_L1)
        return QCoreApplication::translate("SettingWords",
                                           "The file of the certificate cannot be used.");
    return QCoreApplication::translate("SettingWords",
                                       "The certificate cannot be written into the folder of the "
                                       "shop.");
}
