using System.Buffers;
using System.Security.Cryptography;
using LocalCloud.Api;
using LocalCloud.S3.Checksums;
using LocalCloud.Storage;

namespace LocalCloud.S3;

/// <summary>
/// Contents as files named by their SHA-256, shared by every object that has the content. A content is written beside the
/// others and renamed when whole, so that a failure leaves nothing behind; names of buckets and keys never become paths.
/// </summary>
public sealed class BlobStore
{
    private const int BufferSize = 1 << 16;

    private readonly string _folder;
    private readonly string _incoming;
    private readonly DocumentCollection<References> _references;
    private readonly Dictionary<string, int> _pins = [];
    private readonly Lock _gate = new();
    private long _temporary;

    public BlobStore(string stateFolder, DocumentStore store)
    {
        _folder = Path.Combine(stateFolder, "s3", "blobs");
        _incoming = Path.Combine(stateFolder, "s3", "incoming");
        _references = new(store, "s3.blobs");
        if (Directory.Exists(_incoming))
        {
            Directory.Delete(_incoming, recursive: true);
        }

        Directory.CreateDirectory(_folder);
        Directory.CreateDirectory(_incoming);
    }

    /// <summary>
    /// Stores <paramref name="content"/> and pins it: it stays until <see cref="Unpin"/>, and longer only when
    /// <see cref="AddReference"/> was called before that.
    /// </summary>
    public async Task<Blob> WriteAsync(Stream content, ChecksumAlgorithm algorithm, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(_incoming, $"{Interlocked.Increment(ref _temporary)}");
        try
        {
            var blob = await CopyAsync(content, temporary, algorithm, cancellationToken);
            lock (_gate)
            {
                _pins[blob.Id] = _pins.GetValueOrDefault(blob.Id) + 1;
                Directory.CreateDirectory(Path.GetDirectoryName(PathOf(blob.Id))!);
                File.Move(temporary, PathOf(blob.Id), overwrite: true);
            }

            return blob;
        }
        catch (IOException exception) when (IsDiskFull(exception))
        {
            throw S3Errors.DiskFull(_folder);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The content; a reader that was overtaken by the content's deletion is told to ask again.</summary>
    public Stream OpenRead(string blobId)
    {
        try
        {
            return new FileStream(PathOf(blobId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, useAsync: true);
        }
        catch (FileNotFoundException)
        {
            throw new AwsException("InternalError", 500, "The object was replaced or deleted while it was about to be read. Please try again.");
        }
    }

    /// <summary>Keeps an existing blob while something that will reference it is being prepared.</summary>
    public void Pin(string blobId)
    {
        lock (_gate)
        {
            _pins[blobId] = _pins.GetValueOrDefault(blobId) + 1;
        }
    }

    public void Unpin(string blobId)
    {
        lock (_gate)
        {
            _pins[blobId]--;
            if (_pins[blobId] == 0)
            {
                _pins.Remove(blobId);
                DeleteIfUnusedLocked(blobId);
            }
        }
    }

    /// <summary>Counts one more user of the blob; part of the caller's transaction.</summary>
    public void AddReference(string blobId) => _references.Put(blobId, new((_references.Get(blobId)?.Count ?? 0) + 1));

    /// <summary>Counts one user less; part of the caller's transaction, to be followed by <see cref="Sweep"/> after it.</summary>
    public void RemoveReference(string blobId)
    {
        var left = (_references.Get(blobId)?.Count ?? 1) - 1;
        if (left > 0)
        {
            _references.Put(blobId, new(left));
        }
        else
        {
            _references.Delete(blobId);
        }
    }

    /// <summary>Deletes those of the blobs that nothing uses any more.</summary>
    public void Sweep(IEnumerable<string> blobIds)
    {
        lock (_gate)
        {
            foreach (var blobId in blobIds)
            {
                DeleteIfUnusedLocked(blobId);
            }
        }
    }

    private static async Task<Blob> CopyAsync(Stream content, string path, ChecksumAlgorithm algorithm, CancellationToken cancellationToken)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var checksum = RunningChecksum.Start(algorithm);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, useAsync: true);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long size = 0;
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; size += read)
            {
                md5.AppendData(buffer, 0, read);
                sha256.AppendData(buffer, 0, read);
                checksum.Append(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new(Convert.ToHexStringLower(sha256.GetCurrentHash()), Convert.ToHexStringLower(md5.GetCurrentHash()), size,
            new(algorithm, Convert.ToBase64String(checksum.Finish())));
    }

    // ENOSPC on Linux (28), ERROR_DISK_FULL on Windows (112).
    private static bool IsDiskFull(IOException exception) => (exception.HResult & 0xFFFF) is 28 or 112;

    private string PathOf(string blobId) => Path.Combine(_folder, blobId[..2], blobId);

    private void DeleteIfUnusedLocked(string blobId)
    {
        if (blobId.Length > 0 && !_pins.ContainsKey(blobId) && _references.Get(blobId) is null)
        {
            File.Delete(PathOf(blobId));
        }
    }

    private sealed record References(int Count);
}
