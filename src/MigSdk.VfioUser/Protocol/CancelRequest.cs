using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>The data of <see cref="MigSdkFeature.Cancel"/>: 8 bytes.</summary>
/// <param name="MessageId">
/// The id of the command that shall stop. It is answered all the same, with ECANCELED if it stopped.
/// </param>
/// <param name="Reserved">Nothing.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct CancelRequest(uint MessageId, uint Reserved)
{
    internal const int Size = 8;
}
