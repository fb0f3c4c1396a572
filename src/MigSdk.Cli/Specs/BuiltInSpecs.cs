using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Cli;

/// <summary>The specs that MigSdk itself declares, by the names that the command line gives them.</summary>
internal static class BuiltInSpecs
{
    /// <summary>VFIO migration, as it is in the kernel's uAPI.</summary>
    internal const string Vfio = "vfio";

    private static readonly (string Name, string Type, string Description)[] All =
    [
        (Vfio, typeof(MigrationState).FullName!, "VFIO migration v2, enum vfio_device_mig_state of the uAPI"),
        ("rfc2022", typeof(Rfc2022State).FullName!, "VFIO migration as the RFC of January 2022 numbered it"),
    ];

    /// <summary>Their names.</summary>
    internal static IEnumerable<string> Names => All.Select(spec => spec.Name);

    /// <summary>Name and description of each.</summary>
    internal static IEnumerable<(string Name, string Description)> Descriptions =>
        All.Select(spec => (spec.Name, spec.Description));

    /// <summary>The enum that declares the spec of a name; null where there is none.</summary>
    internal static string? TypeOf(string name) =>
        All.FirstOrDefault(spec => spec.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Type;

    /// <summary>The assembly that they are in.</summary>
    internal static string Assembly => typeof(MigrationState).Assembly.Location;
}
