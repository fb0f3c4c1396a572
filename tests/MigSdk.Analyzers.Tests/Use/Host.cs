using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace MigSdk.Analyzers.Tests;

/// <summary>Code that uses drivers, beside the drivers.</summary>
internal static class Host
{
    /// <summary>Verifies statements in a method that has a driver <c>nic</c> and the interface <c>any</c>.</summary>
    internal static Task VerifyStatements(string driver, string statements, params DiagnosticResult[] expected) =>
        VerifyMembers(driver, $"public static async Task UseAsync(Nic nic, IMigrationDriver any, bool flag)\n{{\nawait Task.Yield();\n{statements}\n}}", expected);

    /// <summary>Verifies members of a static class.</summary>
    internal static Task VerifyMembers(string driver, string members, params DiagnosticResult[] expected) => Rules.Verify([driver, $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        public static class Host
        {
        {{members}}
        }

        public static class Assert
        {
            public static void Throws<T>(Func<object> call) { }
            public static void Throws<T>(Action call) { }
            public static void True(bool condition) { }
            public static void Fail(string why) { }
        }
        """], "", expected);
}
