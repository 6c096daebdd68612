using System.Globalization;

namespace Mlops.Functions.Snapshot;

/// <summary>An uploaded object that S3 cannot copy in one call.</summary>
public sealed class ObjectTooLargeException(string key, long size)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{key} has {size} bytes; files of up to 5 GiB can be frozen. Split it and upload the parts."));
