using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>
/// The print of a closed system at rest: equal for two moments from which the same can happen. It is made of everything that
/// can be reached from the system on the heap.
/// </summary>
/// <remarks>
/// <para>
/// At rest nothing is on a stack: each program waits, and where in its text, and with which variables, stands in the state
/// machines that the compiler has made of its asynchronous methods. They hang on the task that they wait for, those tasks on
/// the device's open requests, on the network and on the clock, and all of these on the system. So whatever decides how a
/// program goes on is in the print, private or not, and there is no list of it that could be incomplete.
/// </para>
/// <para>
/// What is left out has to be named, with a reason. Texts, and all of an exception but its type and errno: they are only
/// shown. Of lists of failures whether there are any: they are only reported. Of the journal all but what is asked for when it
/// is decided: times and requests are only reported. The time of day: what the programs wait for counts from when it began,
/// and that is in the print. Registrations with a cancellation: who is called follows from who waits. What never changes
/// (plans, options). A thing left out by mistake would merge states that are not the same; the tests therefore compare the
/// graph with an exploration that merges nothing.
/// </para>
/// </remarks>
internal sealed class HeapPrint
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    private static readonly FieldInfo Continuation =
        typeof(Task).GetField("m_continuationObject", BindingFlags.Instance | BindingFlags.NonPublic)!;

    // The host's own types are not visible here. A name that is wrong leaves too much in a print, and never too little.
    private static readonly Dictionary<string, string[]> Asked = new()
    {
        ["MigrationJournal"] = ["<Phase>k__BackingField", "<Round>k__BackingField", "<Bytes>k__BackingField"],
        ["LiveMigrationOptions"] = [],
        ["MigrationReceiverOptions"] = [],
        ["LinkOptions"] = [],
        ["MigrationPlan"] = [],
        ["Hello"] = [],
    };

    private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    private HeapPrint() => _writer = new BinaryWriter(_bytes);

    internal static string Of(object system)
    {
        var print = new HeapPrint();
        print.Add(system);
        print._writer.Flush();
        return Convert.ToHexString(SHA256.HashData(print._bytes.GetBuffer().AsSpan(0, (int)print._bytes.Length)));
    }

    private void Add(object? value)
    {
        if (value is null or string)
        {
            _writer.Write(value is null);
            return;
        }

        Type type = value.GetType();
        _writer.Write(type.TypeHandle.Value);
        if (type.IsEnum || type.IsPrimitive)
            AddNumber(value);
        else if (type.IsValueType)
            AddFields(type, value);
        else if (_seen.TryGetValue(value, out int index))
            _writer.Write(index);
        else
            AddObject(type, value);
    }

    private void AddNumber(object value) => _writer.Write(value switch
    {
        double number => BitConverter.DoubleToInt64Bits(number),
        nint number => number,
        ulong number => (long)number,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    });

    private void AddObject(Type type, object value)
    {
        _seen.Add(value, _seen.Count);
        switch (value)
        {
            case byte[] bytes:
                _writer.Write(bytes);
                break;
            case Exception failure:
                _writer.Write(failure is MigrationException { Errno: var errno } ? (uint)errno : 0);
                break;
            case List<Exception> failures:
                _writer.Write(failures.Count > 0);
                break;
            case Delegate action:
                _writer.Write(action.Method.MethodHandle.Value);
                Add(action.Target);
                break;
            case CancellationTokenSource source:
                _writer.Write(source.IsCancellationRequested);
                break;
            case ICollection elements:
                _writer.Write(elements.Count);
                foreach (object? element in elements)
                    Add(element);
                break;
            case Task task:
                AddTask(type, task);
                break;
            default:
                AddFields(type, value);
                break;
        }
    }

    private void AddTask(Type type, Task task)
    {
        _writer.Write((int)task.Status);
        if (task.IsFaulted)
            Add(task.Exception.InnerException);
        if (!task.IsCompleted)
            Add(Continuation.GetValue(task));
        // Of a method that has come to its end nothing matters any more but its result.
        while (task.IsCompleted && type.BaseType != typeof(Task) && type != typeof(Task))
            type = type.BaseType!;
        AddFields(type, task);
    }

    private void AddFields(Type type, object value)
    {
        foreach (FieldInfo field in Fields.GetOrAdd(type, FieldsOf))
            Add(field.GetValue(value));
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var fields = new List<FieldInfo>();
        for (Type? own = type; own is not null && own != typeof(Task); own = own.BaseType)
            fields.AddRange(own.GetFields(Own).Where(IsState));
        return Asked.TryGetValue(type.Name, out string[]? asked)
            ? [.. fields.Where(field => asked.Contains(field.Name))]
            : [.. fields];
    }

    private static bool IsState(FieldInfo field) =>
        !field.IsDefined(typeof(NotStateAttribute), inherit: false)
        && !field.FieldType.IsPointer
        && field.FieldType != typeof(string)
        && field.FieldType != typeof(ExecutionContext)
        && field.FieldType != typeof(TransitionSet<MigrationState>)
        && field.FieldType != typeof(CancellationTokenRegistration);
}
