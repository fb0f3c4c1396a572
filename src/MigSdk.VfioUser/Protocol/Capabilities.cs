using System.Text.Json.Serialization;

namespace MigSdk.VfioUser;

/// <summary>
/// The JSON of VERSION. What is not there has the protocol's default; what nobody here knows is ignored.
/// </summary>
internal sealed record VersionData
{
    [JsonPropertyName("capabilities")]
    public Capabilities? Capabilities { get; init; }
}

/// <summary>What the sender of a VERSION can do and take.</summary>
internal sealed record Capabilities
{
    internal const uint DefaultMaxDescriptors = 1;
    internal const ulong DefaultMaxTransfer = 1024 * 1024;
    internal const ulong DefaultMaxDmaMaps = 65535;

    /// <summary>The most descriptors that it takes with one message.</summary>
    [JsonPropertyName("max_msg_fds")]
    public uint? MaxDescriptors { get; init; }

    /// <summary>The most data that it takes with one message, in bytes.</summary>
    [JsonPropertyName("max_data_xfer_size")]
    public ulong? MaxTransfer { get; init; }

    /// <summary>The most DMA mappings at once.</summary>
    [JsonPropertyName("max_dma_maps")]
    public ulong? MaxDmaMaps { get; init; }

    /// <summary>The page sizes of DMA mappings, or'ed together.</summary>
    [JsonPropertyName("pgsizes")]
    public ulong? PageSizes { get; init; }

    [JsonPropertyName("twin_socket")]
    public TwinSocketCapability? TwinSocket { get; init; }

    /// <summary>Whether REGION_WRITE_MULTI is known.</summary>
    [JsonPropertyName("write_multiple")]
    public bool? WriteMultiple { get; init; }

    [JsonPropertyName("migration")]
    public MigrationCapability? Migration { get; init; }

    [JsonPropertyName(MigSdkCapability.Key)]
    public MigSdkCapability? MigSdk { get; init; }
}

/// <summary>A socket of its own for the commands of the server.</summary>
internal sealed record TwinSocketCapability
{
    [JsonPropertyName("supported")]
    public bool Supported { get; init; }

    /// <summary>In a reply: which of the descriptors that came with it is the client's end.</summary>
    [JsonPropertyName("fd_index")]
    public int? DescriptorIndex { get; init; }
}

/// <summary>How dirty pages are reported.</summary>
internal sealed record MigrationCapability
{
    /// <summary>The page size in bytes.</summary>
    [JsonPropertyName("pgsize")]
    public ulong? PageSize { get; init; }

    /// <summary>The largest bitmap that a report may have, in bytes.</summary>
    [JsonPropertyName("max_bitmap_size")]
    public ulong? MaxBitmap { get; init; }
}

/// <summary>What MigSdk's own client and server have beyond the protocol. README.md has it all.</summary>
internal sealed record MigSdkCapability
{
    internal const string Key = "migsdk";

    internal const int CurrentVersion = 1;

    [JsonPropertyName("version")]
    public int Version { get; init; }
}

[JsonSerializable(typeof(VersionData))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class VersionJson : JsonSerializerContext;
