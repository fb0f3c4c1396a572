using System;

namespace MigSdk.Interleavings.Tests;

/// <summary>How an operation touches what it works on.</summary>
internal enum Access
{
    /// <summary>Nothing that anybody else can see.</summary>
    None,

    /// <summary>It sees what was stored before.</summary>
    Read,

    /// <summary>It stores without looking.</summary>
    Write,

    /// <summary>It looks and stores, at once.</summary>
    Both,
}

/// <summary>What an actor does next, once it is let: one access to one thing that actors share.</summary>
/// <param name="Variable">The number of the thing; negative where there is none.</param>
/// <param name="Access">How it is touched, at most.</param>
/// <param name="Verb">For people: what is done.</param>
/// <param name="Name">For people: with what.</param>
/// <param name="Guard">Where the actor has to wait: whether it may go on.</param>
/// <param name="IsAcquire">Whether it takes a lock, for which others may have been first.</param>
internal readonly record struct Operation(
    int Variable, Access Access, string Verb, string Name, Func<bool>? Guard = null, bool IsAcquire = false)
{
    internal const int Nothing = -1;

    /// <summary>Whether a run may end although this was never done.</summary>
    internal bool MayNeverBegin { get; init; }

    /// <summary>What it may look at and change.</summary>
    internal Footprint Footprint { get; init; } = Footprint.Of(Access);

    internal bool Writes => Access >= Access.Write;
}
