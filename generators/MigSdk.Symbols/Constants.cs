using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>Reads values out of attributes; what is half-typed reads as nothing.</summary>
public static class Constants
{
    /// <summary>The value of an enum or integer constant; that of a <c>ulong</c> above the range of <c>long</c> wraps.</summary>
    internal static long? Integer(TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Enum or TypedConstantKind.Primitive ? Integer(constant.Value) : null;

    /// <summary>The value of a boxed integer; null for anything else.</summary>
    public static long? Integer(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value),
        ulong unsigned => unchecked((long)unsigned),
        _ => null,
    };

    /// <summary>The two states of an attribute such as <c>[Arc(from, to)]</c>.</summary>
    internal static (long From, long To)? Pair(AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 2
        && Integer(attribute.ConstructorArguments[0]) is { } from
        && Integer(attribute.ConstructorArguments[1]) is { } to
            ? (from, to)
            : null;

    /// <summary>
    /// Whether the compiler cannot make out an attribute: its type, its constructor or an argument. What it says is unknown
    /// then, and the compiler reports it.
    /// </summary>
    public static bool IsHalfTyped(this AttributeData attribute) =>
        attribute.AttributeClass is null or { TypeKind: TypeKind.Error }
        || attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsHalfTyped)
        || attribute.NamedArguments.Any(argument => IsHalfTyped(argument.Value));

    private static bool IsHalfTyped(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error
        || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsHalfTyped));

    internal static TypedConstant? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
                return argument.Value;
        }

        return null;
    }

    internal static long NamedInteger(AttributeData attribute, string name, long otherwise) =>
        Named(attribute, name) is { } constant && Integer(constant) is { } value ? value : otherwise;

    internal static bool NamedFlag(AttributeData attribute, string name) =>
        Named(attribute, name) is { Value: true };
}
