namespace LocalCloud.S3.Http;

/// <summary>Between an object's headers in HTTP and <see cref="ObjectHeaders"/>; refuses what this S3 would silently lose.</summary>
internal static class ObjectHeadersReader
{
    private const string MetadataPrefix = "x-amz-meta-";

    private static readonly string[] SystemHeaders =
        ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    private static readonly string[] Unsupported =
    [
        "x-amz-website-redirect-location", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date",
        "x-amz-object-lock-legal-hold", "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-copy-source-server-side-encryption-customer-algorithm", "x-amz-write-offset-bytes",
        "x-amz-grant-read", "x-amz-grant-write", "x-amz-grant-full-control", "x-amz-grant-read-acp", "x-amz-grant-write-acp",
    ];

    public static ObjectHeaders Read(S3Exchange exchange)
    {
        RefuseUnsupported(exchange);
        var encryption = exchange.Header("x-amz-server-side-encryption") ?? "AES256";
        return new()
        {
            ContentType = exchange.Header("Content-Type") is { Length: > 0 } type ? type : "binary/octet-stream",
            System = SystemHeaders.Select(name => (name, value: Value(exchange, name)))
                .Where(pair => pair.value is not null).ToDictionary(pair => pair.name, pair => pair.value!),
            Metadata = exchange.Http.Request.Headers
                .Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key[MetadataPrefix.Length..].ToLowerInvariant(), header => header.Value.ToString()),
            ServerSideEncryption = encryption is "AES256" or "aws:kms" or "aws:kms:dsse" ? encryption
                : throw S3Errors.InvalidArgument("x-amz-server-side-encryption", encryption, "The encryption method specified is not supported"),
            KmsKeyId = exchange.Header("x-amz-server-side-encryption-aws-kms-key-id"),
        };
    }

    public static void Write(S3Exchange exchange, ObjectVersion version)
    {
        exchange.SetHeader("Content-Type", exchange.Query("response-content-type") ?? version.Headers.ContentType);
        foreach (var name in SystemHeaders)
        {
            exchange.SetHeader(name, exchange.Query($"response-{name.ToLowerInvariant()}") ?? version.Headers.System.GetValueOrDefault(name));
        }

        foreach (var (name, value) in version.Headers.Metadata)
        {
            exchange.SetHeader(MetadataPrefix + name, value);
        }

        WriteEncryption(exchange, version.Headers);
    }

    public static void WriteEncryption(S3Exchange exchange, ObjectHeaders headers)
    {
        exchange.SetHeader("x-amz-server-side-encryption", headers.ServerSideEncryption);
        exchange.SetHeader("x-amz-server-side-encryption-aws-kms-key-id", headers.KmsKeyId);
    }

    private static string? Value(S3Exchange exchange, string name)
    {
        var value = exchange.Header(name);
        if (name != "Content-Encoding" || value is null)
        {
            return value;
        }

        // aws-chunked says how the body travels, not what it is.
        var kept = value.Split(',', StringSplitOptions.TrimEntries).Where(coding => coding is not "aws-chunked" and not "");
        return string.Join(",", kept) is { Length: > 0 } rest ? rest : null;
    }

    private static void RefuseUnsupported(S3Exchange exchange)
    {
        var refused = Unsupported.Where(name => exchange.Header(name) is not null).ToList();
        if (exchange.Header("x-amz-storage-class") is not (null or "STANDARD"))
        {
            refused.Add("x-amz-storage-class");
        }

        if (exchange.Header("x-amz-acl") is not (null or "private" or "bucket-owner-full-control"))
        {
            refused.Add("x-amz-acl");
        }

        if (refused.Count > 0)
        {
            throw S3Errors.HeaderNotImplemented(string.Join(",", refused));
        }
    }
}
