// Bundles as the npm packages of Sigstore make and judge them. Reads a JSON document a line, answers a line each:
//   {"ask": "statement", "key": PEM, "payload": BASE64}        the bundle, or "refused: ..."
//   {"ask": "message", "key": PEM, "payload": BASE64}          the same, of a signature over the payload
//   {"ask": "verify", "key": PEM, "bundle": TEXT, "payload": BASE64}   "verified", or "refused: ..."
//   {"ask": "certified", "key": PEM, "bundle": TEXT, "payload": BASE64}   the same, by a chain to this root, as of today
// With "certificate", a PEM, what is made carries it. Keys are private where they sign and public where they verify. In NODE_PATH are @sigstore/{bundle,sign,verify}.
'use strict';
const crypto = require('crypto');
const readline = require('readline');
const {bundleFromJSON, bundleToJSON} = require('@sigstore/bundle');
const {DSSEBundleBuilder, MessageSignatureBundleBuilder} = require('@sigstore/sign');
const {X509Certificate} = require('@sigstore/core');
const {verifyCertificateChain} = require('@sigstore/verify/dist/key/certificate');
const {Verifier, toSignedEntity, toTrustMaterial} = require('@sigstore/verify');

const HASHES = {prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512'};

function signer(pem, certificate) {
  const key = crypto.createPrivateKey(pem);
  const hash =
    key.asymmetricKeyType === 'ed25519' ? null : HASHES[(key.asymmetricKeyDetails || {}).namedCurve] || 'sha256';
  const publicKey = crypto.createPublicKey(key).export({type: 'spki', format: 'pem'});
  return {
    sign: async data => ({
      signature: crypto.sign(hash, data, key),
      key: certificate ? {$case: 'x509Certificate', certificate} : {$case: 'publicKey', publicKey, hint: 'peer'},
    }),
  };
}

async function answer(request) {
  const data = Buffer.from(request.payload, 'base64');
  if (request.ask === 'verify') {
    const none = {certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: []};
    const publicKey = crypto.createPublicKey(request.key);
    const trust = toTrustMaterial(none, () => ({publicKey, validFor: () => true}));
    const thresholds = {tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0};
    const bundle = bundleFromJSON(JSON.parse(request.bundle));
    const entity = bundle.content.$case === 'messageSignature' ? toSignedEntity(bundle, data) : toSignedEntity(bundle);
    new Verifier(trust, thresholds).verify(entity);
    return 'verified';
  }
  if (request.ask === 'certified') {
    const bundle = bundleFromJSON(JSON.parse(request.bundle));
    const entity = bundle.content.$case === 'messageSignature' ? toSignedEntity(bundle, data) : toSignedEntity(bundle);
    const certChain = [X509Certificate.parse(request.key)];
    const validFor = {start: new Date(0), end: new Date(8e15)};
    const leaf = entity.key.certificate;
    verifyCertificateChain(new Date(), leaf, [{certChain, validFor}]);
    const publicKey = crypto.createPublicKey({key: leaf.publicKey, format: 'der', type: 'spki'});
    if (!entity.signature.verifySignature(publicKey)) throw new Error('signature');
    return 'verified';
  }
  const options = {signer: signer(request.key, request.certificate), witnesses: []};
  const bundle =
    request.ask === 'statement'
      ? await new DSSEBundleBuilder(options).create({data, type: 'application/vnd.in-toto+json'})
      : await new MessageSignatureBundleBuilder(options).create({data});
  return JSON.stringify(bundleToJSON(bundle));
}

(async () => {
  for await (const line of readline.createInterface({input: process.stdin})) {
    try {
      console.log(await answer(JSON.parse(line)));
    } catch (e) {
      console.log('refused: ' + String(e.message).replace(/\s+/g, ' '));
    }
  }
})();
