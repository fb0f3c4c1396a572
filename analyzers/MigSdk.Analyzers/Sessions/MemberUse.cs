using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>What a piece of code does with a field or auto-property.</summary>
internal enum MemberUseKind
{
    /// <summary>Takes its value.</summary>
    Read,

    /// <summary>Assigns it.</summary>
    Write,

    /// <summary>Changes it by what it was: <c>+=</c>, <c>++</c>.</summary>
    Update,

    /// <summary>Assigns it where it is null: <c>??=</c>.</summary>
    Fill,

    /// <summary>Assigns an element of it.</summary>
    WriteElement,

    /// <summary>Calls a method of its value.</summary>
    Call,

    /// <summary>Hands its value to a method.</summary>
    Pass,

    /// <summary>Something that may change it in ways that nobody sees here.</summary>
    Unknown,
}

/// <summary>One use of a field or auto-property.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Access">Where.</param>
/// <param name="Value">The value that is assigned, where it is known.</param>
/// <param name="Method">The method that is called or that takes the value.</param>
internal sealed record MemberUse(MemberUseKind Kind, MemberAccess Access, IOperation? Value = null, IMethodSymbol? Method = null)
{
    public IOperation Operation => Access.Operation;

    public CodeUnit Unit => Access.Unit;
}
