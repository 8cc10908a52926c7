#pragma once

#include "result.h"

#include <QString>

class Settings;

/// Where customers of this shop's network reach their page: the setting page.address, else this
/// machine's address and the port of @p servedUrl (empty: the port of the settings). Errors:
/// Invalid/BadField (field = the setting): page.address is no http or https address;
/// Unavailable/BadField where no customer can reach the page (field = the setting that says so).
Result<QString> pageAddress(const Settings &settings, const QString &servedUrl);
/// @p text as an address of a page. Errors: Invalid/BadField, field = @p field.
Result<QString> checkedPageAddress(const QString &text, const QString &field);
