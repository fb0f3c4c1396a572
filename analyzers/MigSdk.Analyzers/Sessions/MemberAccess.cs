using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>One place in a driver's code that names one of its fields or auto-properties.</summary>
internal readonly record struct MemberAccess(IOperation Operation, CodeUnit Unit);
