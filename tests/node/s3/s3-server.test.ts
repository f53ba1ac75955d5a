import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeSignature, sha256 } from '../../support/servers/signature-v4.ts';

/**
 * Examples from https://docs.aws.amazon.com/AmazonS3/latest/API/: sig-v4-header-based-auth.html and
 * sigv4-query-string-auth.html.
 */
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const COMMON = { method: 'GET', path: '/test.txt', date: '20130524T000000Z', region: 'us-east-1' };

describe('The signature of the test server', () => {
  it('matches the documented example for headers', () =>
    assert.equal(
      computeSignature(SECRET, {
        ...COMMON,
        query: [],
        headers: {
          host: 'examplebucket.s3.amazonaws.com',
          range: 'bytes=0-9',
          'x-amz-content-sha256': sha256(''),
          'x-amz-date': '20130524T000000Z',
        },
        signedHeaders: ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
        payloadHash: sha256(''),
      }),
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ));

  it('matches the documented example for a presigned URL', () =>
    assert.equal(
      computeSignature(SECRET, {
        ...COMMON,
        query: [
          ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
          ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
          ['X-Amz-Date', '20130524T000000Z'],
          ['X-Amz-Expires', '86400'],
          ['X-Amz-SignedHeaders', 'host'],
        ],
        headers: { host: 'examplebucket.s3.amazonaws.com' },
        signedHeaders: ['host'],
        payloadHash: 'UNSIGNED-PAYLOAD',
      }),
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ));
});
