using System;

namespace MigSdk.VfioUser;

/// <summary>Answers reads of a part of a region.</summary>
/// <param name="offset">The first byte, counted from the beginning of the part.</param>
/// <param name="destination">Where to put the bytes; zeros until then.</param>
public delegate void RegionReader(ulong offset, Span<byte> destination);

/// <summary>Takes writes to a part of a region.</summary>
/// <param name="offset">The first byte, counted from the beginning of the part.</param>
/// <param name="source">The bytes.</param>
public delegate void RegionWriter(ulong offset, ReadOnlySpan<byte> source);
