using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>What the projects of this tree are compiled against.</summary>
internal static class ProjectReferences
{
    internal static ImmutableArray<MetadataReference> All { get; } =
    [
        .. References.All,
        Of(typeof(global::MigSdk.Host.LiveMigration)),
        Of(typeof(global::MigSdk.Uapi.UapiRequest)),
        Of(typeof(global::MigSdk.VfioUser.VfioUserServer)),
        Of(typeof(Microsoft.Extensions.Configuration.IConfiguration)),
        Of(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection)),
        Of(typeof(Microsoft.Extensions.Logging.ILogger)),
        Of(typeof(Microsoft.Extensions.Logging.LoggerFactory)),
        Of(typeof(Microsoft.Extensions.Logging.ConsoleLoggerExtensions)),
        Of(typeof(Spectre.Console.AnsiConsole)),
        Of(typeof(Spectre.Console.Color)),
        Of(typeof(System.CommandLine.RootCommand)),
        Of(typeof(Assert)),
    ];

    private static PortableExecutableReference Of(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
