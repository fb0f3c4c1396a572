using System.Security.Cryptography;

namespace MigSdk.Cli.Demo;

/// <summary>
/// The sample device's stream, in little-endian order: a header of magic, version and size of the memory; records of a tag
/// and a page's index with the page's bytes, in any order and repeated; a record of a tag and a length with so many bytes
/// of configuration space; and at the end a record with the registers and the SHA-256 of everything before it.
/// </summary>
internal static class DemoFormat
{
    internal const ulong Magic = 0x4D41_4552_5453_474D;
    internal const uint Version = 1;
    internal const uint PageTag = 1;
    internal const uint EndTag = 2;
    internal const uint ConfigurationTag = 3;
    internal const int HeaderBytes = 24;
    internal const int TagBytes = 8;
    internal const int PageRecordBytes = TagBytes + DemoDevice.PageSize;
    internal const int RegisterBytes = DemoDevice.RegisterCount * sizeof(ulong);
    internal const int MaxConfigurationBytes = 4096;
    internal const int EndRecordBytes = TagBytes + RegisterBytes + SHA256.HashSizeInBytes;
}
