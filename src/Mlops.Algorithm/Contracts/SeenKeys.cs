using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mlops.Algorithm.Contracts;

/// <summary>Keys that rows were seen with, as 128 bits of their SHA-256: sixteen bytes a row whatever the key is. What a file added can be taken back, for it may go to quarantine.</summary>
internal sealed class SeenKeys(IReadOnlyList<int> columns)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly List<UInt128> _ofFile = [];
    private UInt128? _atHand;
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

    /// <summary>Takes what was appended for the key of the row at hand; false when an earlier one has it.</summary>
    public bool IsNew()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        _atHand = BinaryPrimitives.ReadUInt128LittleEndian(digest);
        return !_seen.Contains(_atHand.Value);
    }

    /// <summary>The row at hand has none.</summary>
    public void Pass() => _atHand = null;

    /// <summary>The row at hand stays, and its key with it.</summary>
    public void Keep()
    {
        if (_atHand is { } key && _seen.Add(key))
        {
            _ofFile.Add(key);
        }
    }

    public void KeepFile() => _ofFile.Clear();

    public void ForgetFile()
    {
        _seen.ExceptWith(_ofFile);
        _ofFile.Clear();
    }
}
