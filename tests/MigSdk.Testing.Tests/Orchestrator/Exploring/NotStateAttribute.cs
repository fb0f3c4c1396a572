using System;

namespace MigSdk.Testing.Tests;

/// <summary>A field that has no influence on what can still happen.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class NotStateAttribute : Attribute;
