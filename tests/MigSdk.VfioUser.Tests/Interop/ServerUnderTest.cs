using System;
using System.IO;
using System.Threading.Tasks;

namespace MigSdk.VfioUser.Tests.Interop;

internal sealed class ServerUnderTest : IDisposable
{
    internal const int RegisterRegion = 0;
    internal const int RegisterBytes = 4096;
    internal const int SharedRegion = 2;
    internal const int SharedBytes = 0x10000;
    internal const int MsixVectors = 4;
    internal const uint PciId = 0x00C0_4D53;
    internal const int PreCopyStreamBytes = 8 + SharedBytes;
    internal const int FinalStreamBytes = 8 + SharedBytes;
    internal string Path { get; } = "";
    internal static string NewPath() => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"migsdk-{Guid.NewGuid():N}.sock");
    internal static ServerUnderTest Start(uint flags = 5, string? path = null) => throw new NotImplementedException(flags + path);
    internal Task<byte[]> ReadGuestAsync(ulong address, int count) => throw new NotImplementedException();
    internal Task WriteGuestAsync(ulong address, byte[] data) => throw new NotImplementedException();
    internal void RaiseMsix(int vector) => throw new NotImplementedException();
    internal void RaiseIntx() => throw new NotImplementedException();
    internal byte[] ValidStream() => throw new NotImplementedException();
    public void Dispose() { }
}
