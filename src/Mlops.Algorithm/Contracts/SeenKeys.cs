using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mlops.Algorithm.Contracts;

/// <summary>Keys that rows were seen with, as 128 bits of their SHA-256: sixteen bytes a row whatever the key is. What a file added can be taken back, for it may go to quarantine.</summary>
internal sealed class SeenKeys(IReadOnlyList<int> columns)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly List<UInt128> _ofFile = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public IReadOnlyList<int> Columns => columns;

    public void Append(ReadOnlySpan<byte> value)
    {
        // The length keeps ("a", "bc") and ("ab", "c") apart.
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
        _hash.AppendData(length);
        _hash.AppendData(value);
    }

    /// <summary>Takes what was appended for a key; false when a row had it before.</summary>
    public bool TryAdd()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        var key = BinaryPrimitives.ReadUInt128LittleEndian(digest);
        if (!_seen.Add(key))
        {
            return false;
        }

        _ofFile.Add(key);
        return true;
    }

    public void KeepFile() => _ofFile.Clear();

    public void ForgetFile()
    {
        _seen.ExceptWith(_ofFile);
        _ofFile.Clear();
    }
}
