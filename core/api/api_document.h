#pragma once

#include <QByteArray>

/// The description of this API in OpenAPI 3.1, as resources/api/openapi.json has it, with the
/// version of this build.
QByteArray apiDocument();
