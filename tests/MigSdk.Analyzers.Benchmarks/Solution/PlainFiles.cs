namespace MigSdk.Analyzers.Benchmarks;

/// <summary>Code that has nothing to do with drivers.</summary>
internal static class PlainFiles
{
    /// <summary>What an edit inside a method body changes.</summary>
    internal const string Edited = "total += 1;";

    private const int Kinds = 4;

    /// <summary>Queries, a service, a value type or a collection.</summary>
    internal static string Make(int n) => (n % Kinds) switch
    {
        0 => Queries(n),
        1 => Service(n),
        2 => Values(n),
        _ => Tree(n),
    };

    private static string Queries(int n) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;

        namespace Business;

        /// <summary>Orders and what is asked of them.</summary>
        public sealed class Orders{{n}}
        {
            private readonly List<Order> _orders = [];

            public void Add(string customer, decimal price, DateTimeOffset at)
            {
                ArgumentException.ThrowIfNullOrEmpty(customer);
                if (price < 0)
                    throw new ArgumentOutOfRangeException(nameof(price));
                _orders.Add(new Order(customer, price, at));
            }

            public decimal Total()
            {
                decimal total = 0;
                foreach (Order order in _orders)
                    total += order.Price;
                {{Edited}}
                return total;
            }

            public IReadOnlyDictionary<string, decimal> ByCustomer() => _orders
                .GroupBy(order => order.Customer, StringComparer.Ordinal)
                .Where(group => group.Count() > {{n % 7}})
                .OrderByDescending(group => group.Sum(order => order.Price))
                .ToDictionary(group => group.Key, group => group.Sum(order => order.Price), StringComparer.Ordinal);

            public string Describe() => string.Join("; ", from order in _orders
                                                          where order.Price > {{n}}
                                                          let day = order.At.Date
                                                          orderby day, order.Customer
                                                          select $"{day:d}: {order.Customer} {order.Price}");

            public IEnumerable<IGrouping<int, Order>> ByYear()
            {
                for (int year = 2000; year < 2000 + {{n % 20}}; year++)
                {
                    int wanted = year;
                    foreach (IGrouping<int, Order> group in _orders.Where(o => o.At.Year == wanted).GroupBy(o => o.At.Month))
                        yield return group;
                }
            }

            public sealed record Order(string Customer, decimal Price, DateTimeOffset At);
        }

        """;

    private static string Service(int n) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.IO;
        using System.Net.Http;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Business;

        public interface IFetcher{{n}}
        {
            Task<Document{{n}}?> FetchAsync(Uri address, CancellationToken cancel);
        }

        [Serializable]
        public sealed class Document{{n}}
        {
            public string Title { get; set; } = "";

            [Obsolete("Use Title")]
            public string? Name { get; set; }

            public int Version { get; set; }
        }

        /// <summary>Fetches documents and keeps them.</summary>
        public sealed class Fetcher{{n}}(HttpClient client) : IFetcher{{n}}, IDisposable
        {
            private readonly ConcurrentDictionary<Uri, Document{{n}}> _known = new();
            private readonly SemaphoreSlim _turn = new({{1 + (n % 4)}});
            private int _misses;

            public event EventHandler<Uri>? Missed;

            public int Misses => Volatile.Read(ref _misses);

            public async Task<Document{{n}}?> FetchAsync(Uri address, CancellationToken cancel)
            {
                if (_known.TryGetValue(address, out Document{{n}}? known))
                    return known;
                await _turn.WaitAsync(cancel).ConfigureAwait(false);
                try
                {
                    Interlocked.Increment(ref _misses);
                    Missed?.Invoke(this, address);
                    using HttpResponseMessage response = await client.GetAsync(address, cancel).ConfigureAwait(false);
                    await using Stream body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
                    Document{{n}}? document = await JsonSerializer.DeserializeAsync<Document{{n}}>(body, cancellationToken: cancel).ConfigureAwait(false);
                    if (document is { Version: > {{n % 5}} })
                        _known[address] = document;
                    return document;
                }
                catch (HttpRequestException exception) when (exception.StatusCode is System.Net.HttpStatusCode.NotFound)
                {
                    return null;
                }
                finally
                {
                    _turn.Release();
                }
            }

            public void Dispose() => _turn.Dispose();
        }

        """;

    private static string Values(int n) => $$"""
        using System;
        using System.Diagnostics.CodeAnalysis;
        using System.Globalization;

        namespace Business;

        [Flags]
        public enum Rights{{n}}
        {
            None = 0,
            Read = 1,
            Write = 2,
            Both = Read | Write,
        }

        /// <summary>An amount of some currency.</summary>
        public readonly struct Amount{{n}}(decimal value, string currency) : IEquatable<Amount{{n}}>, IComparable<Amount{{n}}>
        {
            public decimal Value { get; } = value;

            public string Currency { get; } = currency ?? throw new ArgumentNullException(nameof(currency));

            public static Amount{{n}} operator +(Amount{{n}} left, Amount{{n}} right) =>
                left.Currency == right.Currency
                    ? new(left.Value + right.Value, left.Currency)
                    : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be added.");

            public static bool operator ==(Amount{{n}} left, Amount{{n}} right) => left.Equals(right);

            public static bool operator !=(Amount{{n}} left, Amount{{n}} right) => !left.Equals(right);

            public static bool TryParse([NotNullWhen(true)] string? text, out Amount{{n}} amount)
            {
                amount = default;
                if (text is null)
                    return false;
                string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length != 2 || !decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value))
                    return false;
                amount = new Amount{{n}}(value, parts[1]);
                return true;
            }

            public int CompareTo(Amount{{n}} other) => Value.CompareTo(other.Value);

            public bool Equals(Amount{{n}} other) => Value == other.Value && Currency == other.Currency;

            public override bool Equals(object? obj) => obj is Amount{{n}} other && Equals(other);

            public override int GetHashCode() => HashCode.Combine(Value, Currency);

            public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Currency}");

            public string Describe(Rights{{n}} rights) => rights switch
            {
                Rights{{n}}.None => "hidden",
                Rights{{n}}.Read or Rights{{n}}.Both => ToString(),
                _ => throw new ArgumentOutOfRangeException(nameof(rights), rights, null),
            };
        }

        """;

    private static string Tree(int n) => $$"""
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Text;

        namespace Business;

        /// <summary>A sorted tree.</summary>
        public class Tree{{n}}<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
            where TKey : IComparable<TKey>
        {
            private Node? _root;

            public int Count { get; private set; }

            public TValue this[TKey key]
            {
                get => Find(key) is { } node ? node.Value : throw new KeyNotFoundException();
                set => _root = Insert(_root, key, value);
            }

            public bool Contains(TKey key) => Find(key) is not null;

            public virtual void SetState(int state, object? tag = null) => Count = tag is null ? state : Count;

            public void Reset() => _root = null;

            public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
            {
                var stack = new Stack<Node>();
                Node? current = _root;
                while (current is not null || stack.Count > 0)
                {
                    while (current is not null)
                    {
                        stack.Push(current);
                        current = current.Left;
                    }

                    current = stack.Pop();
                    yield return new(current.Key, current.Value);
                    current = current.Right;
                }
            }

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            public override string ToString()
            {
                var text = new StringBuilder();
                foreach (var (key, value) in this)
                    text.Append(key).Append('=').Append(value).Append(';');
                if (text.Length > {{n}} && Count % 2 == 0)
                {
                    Reset();
                    SetState(0);
                }

                return text.ToString();
            }

            private Node? Find(TKey key)
            {
                Node? node = _root;
                while (node is not null)
                {
                    int order = key.CompareTo(node.Key);
                    if (order == 0)
                        break;
                    node = order < 0 ? node.Left : node.Right;
                }

                return node;
            }

            private Node Insert(Node? node, TKey key, TValue value)
            {
                if (node is null)
                {
                    Count++;
                    return new Node(key, value);
                }

                switch (key.CompareTo(node.Key))
                {
                    case 0:
                        node.Value = value;
                        break;
                    case < 0:
                        node.Left = Insert(node.Left, key, value);
                        break;
                    default:
                        node.Right = Insert(node.Right, key, value);
                        break;
                }

                return node;
            }

            private sealed class Node(TKey key, TValue value)
            {
                public TKey Key { get; } = key;

                public TValue Value { get; set; } = value;

                public Node? Left { get; set; }

                public Node? Right { get; set; }
            }
        }

        """;
}
