using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>Content that is on disk: its SHA-256 (hexadecimal, the blob's name), MD5 (hexadecimal), size and checksum.</summary>
public sealed record Blob(string Id, string Md5, long Size, Checksum Checksum);
