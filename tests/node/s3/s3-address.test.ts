import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinOutput } from '#node/app/internal';
import { isS3Address, nameS3Object, parseS3Address } from '#node/s3/index';

describe('An S3 address', () => {
  it('is distinguished from paths and URLs', () => {
    for (const path of ['s3://b/k', 'S3://b', 's3://']) assert.ok(isS3Address(path));
    for (const path of ['s3:/b/k', 's3', './s3://b', 'https://s3.example.org/b/k']) assert.ok(!isS3Address(path));
  });

  it('has a bucket, and a key without percent-encoding', () => {
    assert.deepEqual(parseS3Address('s3://films/a b/%20?#\n.mp4'), { bucket: 'films', key: 'a b/%20?#\n.mp4' });
    assert.deepEqual(parseS3Address('s3://films//a/../b'), { bucket: 'films', key: '/a/../b' });
    for (const address of ['s3://films', 's3://films/']) {
      assert.deepEqual(parseS3Address(address), { bucket: 'films', key: '' });
    }
  });

  it('is rejected with a host, user, port or ARN for a bucket', () => {
    for (const bucket of ['', 'a', '..', '.a', '-a', 'a:1', 'u@h', 'arn:aws:s3:::b', 'a b', 'a?b', 'a#b', 'ä1']) {
      assert.throws(() => parseS3Address(`s3://${bucket}/k`), { name: 'S3Error', code: 'not-found' }, bucket);
    }
  });

  it('has a name, and can be joined with one', () => {
    assert.equal(nameS3Object('s3://films/a/b.mp4'), 'b.mp4');
    assert.equal(nameS3Object('s3://films'), 'films');
    assert.equal(joinOutput('s3://films', 'x.png'), 's3://films/x.png');
    assert.equal(joinOutput('s3://films/a/', 'x.png'), 's3://films/a/x.png');
    assert.equal(joinOutput('out/', 'x.png'), 'out/x.png');
  });
});
