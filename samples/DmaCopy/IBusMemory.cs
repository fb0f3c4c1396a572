using System;
using System.IO;
using System.Threading.Tasks;

namespace Samples.DmaCopy;

/// <summary>The memory that the engine copies in, by bus address.</summary>
public interface IBusMemory
{
    /// <summary>Reads.</summary>
    /// <exception cref="IOException">Not all of the range is there to be read.</exception>
    ValueTask ReadAsync(ulong address, Memory<byte> buffer);

    /// <summary>Writes.</summary>
    /// <exception cref="IOException">Not all of the range is there to be written.</exception>
    ValueTask WriteAsync(ulong address, ReadOnlyMemory<byte> data);
}
