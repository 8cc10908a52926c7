#pragma once

#include "error.h"

#include <utility>
#include <variant>

/// A value or the Error that stands in its place. Check, then `*`.
template <typename T> class [[nodiscard]] Result
{
public:
    using Value = T;
    Result() // QFuture default-constructs results; never meant to be read.
        : m_content(Error {})
    {
    }
    Result(T value) // NOLINT(google-explicit-constructor)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const { return m_content.index() == 0; }
    const T &operator*() const & { return std::get<0>(m_content); }
    T &operator*() & { return std::get<0>(m_content); }
    T &&operator*() && { return std::get<0>(std::move(m_content)); }
    const T *operator->() const { return &std::get<0>(m_content); }
    T *operator->() { return &std::get<0>(m_content); }
    const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

/// Success without a value.
struct Done {
    bool operator==(const Done &) const = default;
};

template <> class [[nodiscard]] Result<void>
{
public:
    using Value = void;
    Result() = default;
    Result(Done) { } // NOLINT(google-explicit-constructor)
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_error(std::move(error))
    {
    }

    explicit operator bool() const { return !m_error; }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};
