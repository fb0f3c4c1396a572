using MigSdk;

namespace Samples.DmaCopy;

/// <summary>The memory that the engine copies in, by bus address.</summary>
public interface IBusMemory
{
    /// <summary>Copies from one place to another.</summary>
    /// <exception cref="MigrationException">Not all of both is there, or it is not open for it.</exception>
    void Copy(ulong source, ulong destination, int length);
}
