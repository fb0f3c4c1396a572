using System;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// The public methods of the class take the place of a type's methods of the same names, in code that is rewritten. The
/// receiver is their first parameter. Two parameters more, of the names <c>owner</c> and <c>field</c>, are told which field the
/// first one refers to, and a third, <c>observed</c>, which bits of the result the code looks at.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ReplacesAttribute(Type type) : Attribute
{
    internal Type Type { get; } = type;
}
